import type { LinkName } from '../contract/link.ts';
import type { OpenMatter } from '../contract/links/list.ts';
import type { ShownLink } from '../contract/links/show.ts';
import { shellWord } from '../contract/findings/shell-word.ts';
import { ownerText } from '../domain/link/lease.ts';
import { storeOption } from '../contract/store-words.ts';

/** What settles a matter: a command, by its words before the store. */
type Matter = { readonly text: string; readonly command: string | null };

/** What a link has open, line by line, and below those of one kind the command that settles them. */
export function openMatterLines(shown: ShownLink, store: string): readonly string[] {
  const matters = shown.open.map((matter) => matterText(matter, shown, store));
  const commands = [...new Set(matters.map(({ command }) => command))];
  return commands.flatMap((command) => [
    ...matters.filter((one) => one.command === command).map(({ text }) => text),
    ...(command === null ? [] : [`  fix: ${command}${storeOption(store)}`]),
  ]);
}

function matterText({ what, about }: OpenMatter, shown: ShownLink, store: string): Matter {
  const { app, env } = shown;
  const link = `--app ${app} --env ${env}`;
  const again = importAgain({ app, env });
  const push = `amplify-import push ${link}`;
  const remove = `amplify-import remove ${link}`;
  switch (what) {
    case 'manifest-unreadable':
      return { text: about, command: null };
    case 'lease-left':
      return {
        text: `Its lease was left by a run that is dead: ${ownerText(about)}. The next run takes it over.`,
        command: null,
      };
    case 'import-begun':
      return { text: beganText(about, shown), command: againAfter(shown) ?? again };
    case 'push-begun':
      return {
        text: `A push that began at ${about} has not ended. The next one goes on from there.`,
        command: push,
      };
    case 'half-removed':
      return { text: leftText(about, shown), command: remove };
    case 'unrecorded':
      return {
        text: `Revision ${about} is published, and the link does not know it.`,
        command: againAfter(shown) ?? againAs(about, shown, store),
      };
    case 'unannounced':
      return {
        text: `Revision ${about} was never announced, so that nothing was started by it.`,
        command: again,
      };
    case 'removal-unannounced':
      return { text: `The removal of ${about} was never announced.`, command: remove };
    case 'expired':
      return { text: `It expired at ${about}, and is to be removed.`, command: remove };
    case 'push-owed':
      return {
        text: `What is recorded, revision ${about}, is not on the targets yet.`,
        command: push,
      };
    case 'target-not-pushed':
      return { text: targetText(about, shown), command: `${push} --only failed` };
    case 'build-owed':
      return { text: `A build of ${about} is to be started.`, command: push };
    case 'invalidation-owed':
      return { text: `What CloudFront has of ${about} is to be invalidated.`, command: push };
  }
}

function beganText(run: string, { intent }: ShownLink): string {
  const roles = intent?.roles.length ?? 0;
  const where = roles === 0 ? '' : ` on ${roles === 1 ? 'a role' : `${roles} roles`}`;
  const next = intent?.committed ? 'records it' : 'finishes or undoes it';
  return `The import ${run} has begun to write${where} and has not ended. The next one ${next}.`;
}

/** Of a role nobody has noted why: the next removal looks, and names it. */
function leftText(about: string, { targets }: ShownLink): string {
  const { error = null } = targets.find(({ id }) => id === about) ?? {};
  const why = error ? ` (${error.name}. ${error.message})` : '';
  return `It was removed, and this is left: ${about}${why}. Another removal says why; what somebody has changed there it leaves again, and takes away with --force.`;
}

function targetText(id: string, { targets }: ShownLink): string {
  const target = targets.find((one) => one.id === id);
  const how = target?.status === 'left' ? 'was left alone' : 'could not be written';
  const { error = null } = target ?? {};
  return error ? `${id} ${how}: ${error.name}. ${error.message}` : `${id} ${how}.`;
}

/**
 * What has begun is asked for once more by its own request, which stands in its plan: the one that is recorded is
 * of an import before. `null`: nothing has begun.
 */
function againAfter({ intent }: ShownLink): string | null {
  if (intent === null) return null;
  const { plan } = intent;
  const read = plan.startsWith('s3://')
    ? `aws s3 cp ${shellWord(plan)} - | jq .request`
    : `jq .request ${shellWord(plan)}`;
  return importOf(read);
}

/** Of a link whose record is lost the store may still have the request that made a revision. */
function againAs(revision: string, { app, env }: LinkName, store: string): string {
  const request = `amplify-import history --app ${app} --env ${env} --revision ${revision} --request`;
  return importOf(`${request}${storeOption(store)}`);
}

function importAgain({ app, env }: LinkName): string {
  return `amplify-import run --app ${app} --env ${env}`;
}

/** Of a request in a file: whoever pastes it is asked, as behind a pipe nobody is. */
function importOf(reading: string): string {
  return `${reading} > again.json && amplify-import run again.json`;
}
