import * as z from 'zod';
import { findingSchema } from '../../contract/finding.ts';
import type { Found } from '../../contract/slices.ts';
import { countErrors } from '../../domain/findings/severity.ts';
import type { ConfigStore } from '../config/port.ts';
import { keptFile, keptValue, type FileOrigin } from './kept-file.ts';

/** Which pool it is about, and of which run. */
type Origin = FileOrigin & { readonly subject: 'user-pool' | 'identity-pool' };

/** A slice of a pool that was read: settings of either kind of pool. */
export type FoundPool = Found & {
  readonly settings: object | null;
  readonly grantedGroups?: readonly object[];
};

/**
 * Puts what a pool has been found to be into files under the run where it is too large for state data:
 * its settings with the groups beside them, since a client may have two hundred addresses of a thousand characters
 * and a request may name some hundred groups; and the findings, since a mistake that is made on each of a hundred
 * roles is told of each.
 */
export async function keepFound<Judged extends FoundPool>(
  slice: Judged,
  origin: Origin,
  store: ConfigStore,
): Promise<Judged> {
  const { findings, settings, grantedGroups } = slice;
  const pool = { settings, ...(grantedGroups && { grantedGroups }) };
  const [findingsFile, settingsFile] = await Promise.all([
    keptFile(`findings-${origin.subject}`, findings, origin, store),
    keptFile(`settings-${origin.subject}`, pool, origin, store),
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
    ...(findingsFile && { findings: z.array(findingSchema()).parse(findings) }),
    // This run has written it, and its hash says that nobody else has.
    ...(settingsFile && (settings as Pick<Judged, 'settings' | 'grantedGroups'>)),
  };
}
