import { existsSync } from 'node:fs';
import { isTombstone } from '../contract/manifest.ts';
import { readManifest } from '../procedures/config/read-manifest.ts';
import { latestRun, type StoredRun } from '../procedures/run/latest-run.ts';
import type { LinkName } from '../contract/link.ts';
import { bridgedOf, type BridgeOptions, type Refused } from '../domain/bridges/bridged.ts';
import { bridges, type Target } from '../domain/bridges/targets.ts';
import type { ResultExit } from './exit-codes.ts';
import { notRecorded } from './not-recorded.ts';
import { openNamedStore } from './named-store.ts';
import { placeFiles } from './place-files.ts';
import { printData, tell } from './tell.ts';

/** The run that a link has come to in a store; Cognito is not asked again. @throws LinkNotRecorded */
export async function runOfLink(link: LinkName, store: string): Promise<FoundRun> {
  const { configStore } = await openNamedStore(store);
  const [found, stands] = await Promise.all([
    latestRun(link, configStore),
    // Whatever stands there, the run has left its report.
    readManifest(link, configStore).catch(() => null),
  ]);
  const removed = stands !== null && isTombstone(stands.manifest);
  return found ? { ...found, removed } : notRecorded(link, store);
}

/** A run, and whether what it has imported was removed since. */
type FoundRun = StoredRun & { readonly removed?: boolean };

/** Prints what a run found as another tool takes it, or why that tool would not take it. */
export async function printBridge(
  target: Target,
  found: FoundRun,
  options: BridgeOptions,
): Promise<ResultExit> {
  const bridged = bridgedOf(found.report, found.plan);
  const bridge = 'refusals' in bridged ? bridged : bridges[target](bridged, options);
  tellEach(notesOn(found));
  if ('refusals' in bridge) return refuse(target, bridge);
  await write(bridge.text, options.out);
  tellEach(bridge.notes);
  return 'done';
}

/** Whoever takes what was only planned, or refused, has to know. */
function notesOn({ report, removed = false }: FoundRun): readonly string[] {
  const { status, error, findings } = report;
  if (removed) return ['From an import that was removed since.'];
  if (status === 'published' || status === 'unchanged') return [];
  if (status === 'planned') return ['From a plan, not from an import.'];
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const reasons = errors.length > 0 ? [...new Set(errors)] : [error?.name ?? 'no known reason'];
  const what = status === 'refused' ? 'was refused for' : 'failed by';
  return [`From a run that ${what} ${reasons.join(', ')}.`];
}

function refuse(target: Target, { refusals, instead }: Refused): ResultExit {
  tellEach([
    ...refusals,
    ...(instead ? [`The same command with ${instead} for ${target} gives one that is taken.`] : []),
  ]);
  return 'refused';
}

async function write(text: string, out: string | undefined): Promise<void> {
  if (out === undefined) {
    printData(text);
    return;
  }
  const stood = existsSync(out);
  const written = await placeFiles([{ path: out, text, secret: false }]);
  if (stood && written.has(out)) tell(`${out} was replaced: another text stood there.`);
}

function tellEach(lines: readonly string[]): void {
  for (const line of lines) tell(line);
}
