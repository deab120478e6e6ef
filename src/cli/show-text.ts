import { roleNameOf } from '../contract/aws-names.ts';
import { linkLabel } from '../contract/link.ts';
import type { RunSummary, ShownLink } from '../contract/links/show.ts';
import type { AccessAnswer } from '../contract/report.ts';
import { plural } from '../contract/text.ts';
import { ownerText } from '../domain/link/lease.ts';
import { standingWord } from '../domain/links/standing-word.ts';
import { aligned } from './aligned.ts';
import { stateText } from './list-text.ts';
import { openMatterLines } from './open-matter-text.ts';
import { styled } from './styled.ts';

/** A part of the page; without lines it is left out. */
type Section = { readonly title: string; readonly lines: readonly string[] };

/** All that is known of a link: how it stands, what is open, then what there is. */
export function showText(shown: ShownLink, store: string): string {
  const word = standingWord(shown);
  const heading = `${styled('bold', linkLabel(shown))}  ${stateText(word, word.toUpperCase())}`;
  const sections: readonly Section[] = [
    { title: 'Open', lines: openMatterLines(shown, store) },
    { title: 'Link', lines: factLines(shown) },
    { title: 'Policies on roles', lines: policyLines(shown) },
    { title: 'Targets', lines: targetLines(shown) },
    ...whoCanWhat(shown),
    { title: 'Last runs', lines: runLines(shown.runs) },
  ];
  const told = sections.filter(({ lines }) => lines.length > 0);
  return [heading, ...told.map(sectionText)].join('\n\n');
}

function sectionText({ title, lines }: Section): string {
  return [styled('bold', title), ...lines.map((line) => `  ${line}`)].join('\n');
}

function factLines(shown: ShownLink): readonly string[] {
  const { published, revision, fault, pools, push, expires } = shown;
  const { userPool, identityPool, webClientId, nativeClientId } = pools;
  const publishedText = published
    ? `revision ${published.revision}, ${plural(published.files.length, 'file')}`
    : fault !== undefined
      ? 'not known: its manifest cannot be read'
      : revision === null
        ? 'nothing yet'
        : `nothing any more; revision ${revision} was the last`;
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['published', publishedText],
    ['', published?.address],
    ['', published?.files.map(({ path }) => path).join(', ')],
    ['lease', leaseText(shown)],
    ['', shown.lease?.console],
    ['push', push],
    ['expires', expires],
    ['user pool', userPool?.id],
    ['', userPool?.console],
    ['identity pool', identityPool?.id],
    ['', identityPool?.console],
    ['web client', webClientId],
    ['native client', nativeClientId],
  ];
  return aligned(rows.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function leaseText({ lease }: ShownLink): string {
  if (lease === null) return 'free';
  const { alive, takenAt } = lease;
  const owner = ownerText(lease.owner);
  if (alive) return `held${takenAt === null ? '' : ` since ${secondsOf(takenAt)}`} by ${owner}`;
  const taken = takenAt === null ? '' : ` and took it at ${secondsOf(takenAt)}`;
  return `left by ${owner}, which is dead${taken}`;
}

function policyLines({ ledger }: ShownLink): readonly string[] {
  return aligned(
    ledger.map(({ roleArn, policyName, console }) => [
      roleNameOf(roleArn),
      policyName,
      console ?? '',
    ]),
  );
}

function targetLines({ targets }: ShownLink): readonly string[] {
  return aligned(
    targets.map(({ id, status, wroteAt, error }) => [
      status,
      id,
      wroteAt === null ? '' : `written ${secondsOf(wroteAt)}`,
      error?.name ?? '',
    ]),
  );
}

/** Things that the same people can do stand together. */
function whoCanWhat({ whoCanWhat: known, intent }: ShownLink): readonly Section[] {
  if (known === null || known.whoCan === null) return [];
  const { whoCan, at, run } = known;
  const people = [...new Set(whoCan.map(({ who }) => who.join(', ')))];
  const lines = people.flatMap((group) => {
    const those = whoCan.filter(({ who }) => who.join(', ') === group);
    const rows = aligned(those.map(answerCells));
    return [group, ...rows.map((row) => `  ${row}`)];
  });
  const since = intent ? ', which what has begun since may have changed' : '';
  return [{ title: `Who can what, by the import of ${secondsOf(at)} (${run})${since}`, lines }];
}

function answerCells({ actions, resource, asking }: AccessAnswer): readonly string[] {
  const keys = Object.keys(asking ?? {});
  return [
    actions.join(', '),
    resource,
    keys.length > 0 ? `for some values of ${keys.join(', ')}` : '',
  ];
}

function runLines(runs: readonly RunSummary[]): readonly string[] {
  const rows = aligned(
    runs.map(({ run, kind, at, startedBy, status, revision, error }) => [
      at === null ? '' : secondsOf(at),
      kind,
      status,
      revision === null ? '' : `revision ${revision}`,
      startedBy === null ? '' : `by ${startedBy}`,
      error?.name ?? '',
      run,
    ]),
  );
  const [newest] = runs;
  const [why] = newest?.error?.message.split('\n') ?? [];
  return [
    ...rows,
    ...(why ? [`The newest: ${why}`] : []),
    ...(newest?.report ? [`Report of the newest: ${newest.report}`] : []),
  ];
}

/** A time as people read it: no fractions of seconds. */
function secondsOf(time: string): string {
  return time.replace(/\.\d+Z$/, 'Z');
}
