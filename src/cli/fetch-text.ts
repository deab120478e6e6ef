import type { Fetched } from '../contract/fetched.ts';
import { configFolder } from '../contract/manifest.ts';
import { showCommand, storeAt } from '../contract/store-words.ts';
import { listing } from '../contract/text.ts';
import { effectSections } from './comparison-text.ts';

/** What people read of a fetch. */
export function fetchedText(fetched: Fetched): string {
  const { app, env, revision, from, files, merged, unknown = [] } = fetched;
  return [
    `${app}/${env}, revision ${revision}, from ${from}`,
    ...files.map(({ path, changed }) => `  ${changed ? 'wrote' : 'kept '} ${path}`),
    ...(merged ? mergeLines(merged) : []),
    ...unknown.map(
      (path) => `  left  ${path}: this version of amplify-import publishes no such file`,
    ),
  ].join('\n');
}

function mergeLines(merged: NonNullable<Fetched['merged']>): string[] {
  const { path, changed, taken, kept, own, changes } = merged;
  const lines = [`  ${changed ? 'wrote' : 'kept '} ${path}, with our ${taken.join(', ')}`];
  if (kept.length > 0) {
    lines.push(`        its own ${kept.join(', ')} stays: take it out to get ours`);
  }
  if (own.length > 0) lines.push(`        its own ${own.join(', ')} stays: ours never says that`);
  const said = changes.map(({ before, now, ...change }) => ({
    ...change,
    ...(before !== undefined && { shipped: before }),
    ...(now !== undefined && { ours: now }),
  }));
  const sections = effectSections(said, { shipped: 'before', ours: 'now' });
  return [...lines, ...sections.map((section) => `\n${section}`)];
}

/** Tells of files that were later than those which have taken their place; `null`: there are none. */
export function goneBackNote({ app, env, from, revision, replaced }: Fetched): string | null {
  const later = replaced?.revision ?? null;
  if (later === null) return null;
  const show = showCommand({ app, env }, storeAt(from, configFolder({ app, env })));
  return `Files here were of revision ${later}, and revision ${revision} is what is published now: somebody has gone back to it. If nobody meant to, look at its runs (${show}) and import again.`;
}

/** Tells of what is gone with each file that another one has taken the place of. */
export function replacedNotes({ replaced }: Fetched): readonly string[] {
  return (replaced?.files ?? []).map(({ path, pools, keys }) => {
    const said = [
      ...(pools.length > 0 ? [`named other pools (${listing(pools)})`] : []),
      ...(keys.length > 0 ? [`had ${listing(keys)}, which the new one has not`] : []),
    ];
    const mend = isMergeable.test(path) ? merging : anotherPlace;
    return `${path} was replaced: it ${said.join(' and ')}. ${mend}`;
  });
}

const isMergeable = /amplify_outputs\.(json|dart)$/;
const anotherPlace = 'To keep such a file, fetch to another folder.';
const merging =
  '--merge with its path keeps what only it has, and refuses one of other pools; those are fetched to another folder.';

/** Warns of files that hold a secret now, or says that there is none to add. */
export function secretNote({ files }: Fetched): string {
  const paths = files.filter((file) => file.secret).map(({ path }) => path);
  if (paths.length === 0)
    return 'Cognito shows no secret of the native client: the files are whole as they are, unless its secrets were rotated. Cognito shows none that was added later; whoever added it has it.';
  return `${paths.join(', ')} hold the secret of the native client now, readable by you only. Keep them out of version control.`;
}
