import { roleNameOf } from '../contract/aws-names.ts';
import { linkLabel, type LinkName } from '../contract/link.ts';
import type { History, Revision, RevisionDifference } from '../contract/links/history.ts';
import { plural } from '../contract/text.ts';
import type { Effect } from '../domain/compare/key-meaning.ts';
import { diffLines, policyDiff } from '../domain/iam/diff.ts';
import { countText, effectSections } from './comparison-text.ts';
import { styled } from './styled.ts';

/** What is told of a history: one file of each revision, the one with the gravest change; or all of them. */
type Extent = 'overview' | 'whole';

/** Of files with changes as grave, what says most of a config comes first. */
const fullest = ['amplify_outputs.json', 'aws-exports.js', 'android/amplifyconfiguration.json'];
const gravest: readonly Effect[] = ['breaking', 'behaviour', 'none'];

/** What each revision has changed for apps, in the words of `compare`. */
export function historyText(link: LinkName, { revisions, more }: History, extent: Extent): string {
  if (revisions.length === 0) return `Nothing of ${linkLabel(link)} was published yet.`;
  const older = `${plural(more, 'older revision')}: --latest ${revisions.length + more} tells all.`;
  return [
    ...revisions.map((revision) => revisionText(link, revision, extent)),
    ...(more > 0 ? [older] : []),
  ].join('\n\n');
}

function revisionText(link: LinkName, revision: Revision, extent: Extent): string {
  const { at, run } = revision;
  const head = styled('bold', `${linkLabel(link)} revision ${revision.revision}`);
  const when = at === null ? '' : `${at.replace(/\.\d+Z$/, 'Z')} `;
  const made = run === null ? 'nobody has noted by which run' : `by the run ${run}`;
  const [first, ...blocks] = changeTexts(revision, extent);
  const policies = policyLines(revision, extent);
  return [[`${head}  ${when}${made}`, first, ...policies].join('\n'), ...blocks].join('\n\n');
}

/** What its run has done on roles: in a line, or policy by policy with what each gives and takes. */
function policyLines({ policies }: Revision, extent: Extent): readonly string[] {
  if (policies === null || policies.length === 0) return [];
  if (extent === 'overview') {
    const each = policies.map(({ role, change }) => `${change} on ${roleNameOf(role)}`);
    return [`Policies: ${each.join(', ')}`];
  }
  return [
    'Policies:',
    ...policies.flatMap(({ role, policyName, change, before, after }) => [
      `  ${change} ${policyName} on ${roleNameOf(role)}`,
      ...diffLines({ ...policyDiff(before, after), kept: [] }).map((line) => `      ${line}`),
    ]),
  ];
}

/** The first says what there is to tell of, each of the others what has changed in a file. */
function changeTexts(revision: Revision, extent: Extent): readonly string[] {
  const { files, differences, comparedWith, removedFiles } = revision;
  if (files === null) return ['Its files are gone, or nothing says which they are.'];
  if (differences === null || comparedWith === null) {
    const first =
      revision.revision === 1 ? 'The first one' : 'The files of the one before are gone';
    return [`${first}: ${plural(files.length, 'file')}.`];
  }
  const pathsThatAre = (wanted: string) =>
    files.filter(({ change }) => change === wanted).map(({ path }) => path);
  const changed = pathsThatAre('changed');
  const differencesIn = (path: string) => differences.filter(({ file }) => file === path);
  const inOrder = changed.toSorted(
    (a, b) =>
      gravityOf(differencesIn(a)) - gravityOf(differencesIn(b)) || fullness(a) - fullness(b),
  );
  const told = extent === 'whole' ? inOrder : inOrder.slice(0, 1);
  return [
    [
      `Against revision ${comparedWith}: ${plural(changed.length, 'file')} changed`,
      ...named('new', pathsThatAre('added')),
      ...named('gone', removedFiles),
      ...(told.length < changed.length ? [`--revision ${revision.revision} tells of each`] : []),
    ].join('; '),
    ...told.map((path) => fileText(path, differencesIn(path))),
  ];
}

function named(what: string, paths: readonly string[]): readonly string[] {
  return paths.length > 0 ? [`${what}: ${paths.join(', ')}`] : [];
}

function gravityOf(differences: readonly RevisionDifference[]): number {
  const at = gravest.findIndex((effect) => differences.some((one) => one.effect === effect));
  return at < 0 ? gravest.length : at;
}

function fullness(path: string): number {
  const at = fullest.indexOf(path);
  return at < 0 ? fullest.length : at;
}

function fileText(path: string, differences: readonly RevisionDifference[]): string {
  const title = `  ${styled('bold', path)}`;
  if (differences.length === 0) return `${title}: no key says anything else`;
  const shown = differences.map(({ before, now, file: _file, ...difference }) => ({
    ...difference,
    ...(before !== undefined && { shipped: before }),
    ...(now !== undefined && { ours: now }),
  }));
  const sections = effectSections(shown, { shipped: 'before', ours: 'now' });
  const text = [`: ${countText(differences)}`, ...sections].join('\n\n');
  return `${title}${text.replaceAll(/\n(?=[^\n])/g, '\n    ')}`;
}
