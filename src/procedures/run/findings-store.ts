import * as z from 'zod';
import { StoreFault } from '../../contract/faults.ts';
import { findingSchema } from '../../contract/findings.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Found, Slice } from '../../contract/slices.ts';
import { byteLength, sha256 } from '../../domain/canonical.ts';
import { countErrors } from '../../domain/findings/severity.ts';
import type { ConfigStore } from '../ports.ts';
import { reportMetadata } from './report-metadata.ts';
import { storedText } from './stored-plan.ts';

/** Findings above this many bytes of JSON go to the store; with both pools at it there is room to spare. */
const roomForFindings = 20_000;

/** Whose findings they are, and of which run. */
type Origin = {
  readonly link: Slice<'link'>;
  readonly run: Slice<'run'>;
  readonly subject: 'user-pool' | 'identity-pool';
};

/**
 * Puts the findings of a slice into a file under the run where they are too large for state data: a
 * mistake that is made on each of a hundred roles is told of each of them.
 */
export async function keepFindings<Judged extends Found>(
  slice: Judged,
  { link, run, subject }: Origin,
  store: ConfigStore,
): Promise<Judged> {
  const { findings } = slice;
  if (byteLength(JSON.stringify(findings)) <= roomForFindings) return slice;
  const key = `${reportFolder(link, run.id)}/findings-${subject}.json`;
  const text = `${JSON.stringify(findings, null, 2)}\n`;
  await store.write(key, text, reportMetadata);
  const findingsFile = {
    key,
    sha256: sha256(text),
    count: findings.length,
    errors: countErrors(findings),
  };
  return { ...slice, findings: [], findingsFile };
}

/** A slice with all its findings, wherever they lie. @throws StoreFault when the file is another one */
export async function withFindings<Judged extends Found>(
  slice: Judged,
  store: ConfigStore,
): Promise<Judged> {
  const { findingsFile: file, ...rest } = slice;
  if (!file) return slice;
  const text = await storedText(file, store);
  if (text === null) {
    throw new StoreFault(`${store.address(file.key)} is not what this run found.`);
  }
  return { ...(rest as Judged), findings: z.array(findingSchema).parse(JSON.parse(text)) };
}
