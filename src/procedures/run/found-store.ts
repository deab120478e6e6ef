import * as z from 'zod';
import { StoreFault } from '../../contract/errors/faults.ts';
import { findingSchema } from '../../contract/finding.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Found, Slice } from '../../contract/slices.ts';
import { byteLength, sha256 } from '../../domain/canonical.ts';
import { countErrors } from '../../domain/findings/severity.ts';
import type { ConfigStore } from '../ports.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import { storedText } from './stored-plan.ts';

/** Findings above this many bytes of JSON go to the store; with both pools at it there is room to spare. */
const roomForFindings = 20_000;
/**
 * Settings above it do, too, with the groups beside them: a client may have two hundred addresses of a thousand
 * characters, and a request may name some hundred groups.
 */
const roomForSettings = 20_000;

/** Whose it is, and of which run. */
type Origin = {
  readonly link: Slice<'link'>;
  readonly run: Slice<'run'>;
  readonly subject: 'user-pool' | 'identity-pool';
};

/** A slice of a pool that was read: settings of either kind of pool. */
export type FoundPool = Found & {
  readonly settings: object | null;
  readonly grantedGroups?: readonly object[];
};

/**
 * Puts what a pool has been found to be into files under the run where it is too large for state data:
 * its settings, and the findings, since a mistake that is made on each of a hundred roles is told of each.
 */
export async function keepFound<Judged extends FoundPool>(
  slice: Judged,
  origin: Origin,
  store: ConfigStore,
): Promise<Judged> {
  const { findings, settings, grantedGroups } = slice;
  const pool = { settings, ...(grantedGroups && { grantedGroups }) };
  const [findingsFile, settingsFile] = await Promise.all([
    keptFile('findings', findings, roomForFindings, origin, store),
    keptFile('settings', pool, roomForSettings, origin, store),
  ]);
  const counts = { count: findings.length, errors: countErrors(findings) };
  return {
    ...slice,
    ...(findingsFile && { findings: [], findingsFile: { ...findingsFile, ...counts } }),
    ...(settingsFile && {
      settings: null,
      ...(grantedGroups && { grantedGroups: [] }),
      settingsFile,
    }),
  };
}

/** `null`: it is small enough to go on in the state data. */
async function keptFile(
  what: 'findings' | 'settings',
  value: unknown,
  room: number,
  { link, run, subject }: Origin,
  store: ConfigStore,
): Promise<{ readonly key: string; readonly sha256: string } | null> {
  if (byteLength(JSON.stringify(value)) <= room) return null;
  const key = `${reportFolder(link, run.id)}/${what}-${subject}.json`;
  const text = `${JSON.stringify(value, null, 2)}\n`;
  await store.write(key, text, reportMetadata);
  return { key, sha256: sha256(text) };
}

/** A slice with all that was found, wherever it lies. @throws StoreFault when a file is another one */
export async function withAllFound<Judged extends FoundPool>(
  slice: Judged,
  store: ConfigStore,
): Promise<Judged> {
  const { findingsFile, settingsFile, ...rest } = slice;
  const [findings, settings] = await Promise.all([
    findingsFile && keptValue(findingsFile, store),
    settingsFile && keptValue(settingsFile, store),
  ]);
  return {
    ...(rest as Judged),
    ...(findingsFile && { findings: z.array(findingSchema).parse(findings) }),
    // This run has written it, and its hash says that nobody else has.
    ...(settingsFile && (settings as Pick<Judged, 'settings' | 'grantedGroups'>)),
  };
}

async function keptValue(
  file: { readonly key: string; readonly sha256: string },
  store: ConfigStore,
): Promise<unknown> {
  const text = await storedText(file, store);
  if (text === null) {
    throw new StoreFault(`${store.address(file.key)} is not what this run found.`);
  }
  return JSON.parse(text) as unknown;
}
