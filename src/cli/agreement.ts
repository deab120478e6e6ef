import { regionOfPool } from '../contract/aws-names.ts';
import type { LinkName } from '../contract/link.ts';
import { destinationText, type Destination } from '../contract/destination.ts';
import type { Services } from '../procedures/ports.ts';
import { Interrupted, type Prompts } from './prompts.ts';
import { tell } from './tell.ts';

/** What somebody has said to a plan: yes, no, or Ctrl-C; `null`: nobody was asked. */
export type Agreement = 'yes' | 'no' | 'ended' | null;

/** How a command ends whose plan was not agreed to. */
const exitsOfNo = { no: 'refused', ended: 'interrupted' } as const;
export type ExitOfNo = (typeof exitsOfNo)[keyof typeof exitsOfNo];

/** Ends a command whose plan was not agreed to, in words. */
export function endWithout(said: keyof typeof exitsOfNo): ExitOfNo {
  tell('Nothing was written.');
  return exitsOfNo[said];
}

/** Whether somebody can be asked. */
export function isTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks whether a plan that was shown is carried out. Enter alone is no yes. */
export async function agreementTo(
  question: string,
  prompts: Pick<Prompts, 'confirm'>,
): Promise<'yes' | 'no' | 'ended'> {
  try {
    return (await prompts.confirm(question, false)) ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof Interrupted) return 'ended';
    throw error;
  }
}

/** In which account, and by whose rights, for whoever has several. */
export function whereText(place: Destination, { AWS_PROFILE: profile }: NodeJS.ProcessEnv): string {
  const rights = profile ? `profile ${profile}` : 'no profile named';
  return [destinationText(place) ?? 'Account and region are not known', rights].join(', ');
}

/** Where a link is kept: by whom it is removed or pushed, and what it was imported from. */
export async function destinationOfLink(
  link: LinkName,
  { account, linkStore }: Pick<Services, 'account' | 'linkStore'>,
): Promise<Destination> {
  const [asked, { request }] = await Promise.all([account(), linkStore.look(link)]);
  return {
    account: asked ?? undefined,
    region: request ? regionOfPool(request.userPoolId) : undefined,
  };
}
