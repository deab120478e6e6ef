import { AccessDenied } from '../../contract/errors/caller-errors.ts';
import type { Services } from '../ports.ts';

/** How long a new tag of a role may take until IAM decides by it, in milliseconds. */
const untilDecided = 10_000;

/**
 * Writes on a role that its owner has opened, and once more where AWS denies it: the tag that the plan has
 * seen may be new, and IAM decides by it somewhat later (IAM guide, "Changes that I make are not always
 * immediately visible"). In process the caller's own rights decide, and a denial is one.
 *
 * @throws AccessDenied when the second write is denied too, and what else `write` throws
 */
export async function writeOnOpened(
  write: () => Promise<void>,
  { allowList, wait }: Pick<Services, 'allowList' | 'wait'>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (allowList === null || !(error instanceof AccessDenied)) throw error;
    await wait(untilDecided);
    await write();
  }
}
