import { StoreFault } from '../../contract/errors/faults.ts';
import { reportFolder } from '../../contract/manifest.ts';
import { reportMetadata } from '../../contract/report-metadata.ts';
import type { KeptFile, Slice } from '../../contract/slices.ts';
import { byteLength, sha256 } from '../../domain/canonical.ts';
import type { ConfigStore } from '../config/port.ts';
import { storedText } from './stored-plan.ts';

/** The run that a file is of. */
export type FileOrigin = { readonly link: Slice<'link'>; readonly run: Slice<'run'> };

/**
 * Above so many bytes of JSON a part of the state data goes into a file under the run; with a few of them below
 * it there is room to spare.
 */
const roomInStateData = 20_000;

/** `null`: it is small enough to go on in the state data. */
export async function keptFile(
  name: string,
  value: unknown,
  { link, run }: FileOrigin,
  store: Pick<ConfigStore, 'write'>,
): Promise<KeptFile | null> {
  if (byteLength(JSON.stringify(value)) <= roomInStateData) return null;
  const key = `${reportFolder(link, run.id)}/${name}.json`;
  const text = `${JSON.stringify(value, null, 2)}\n`;
  await store.write(key, text, reportMetadata);
  return { key, sha256: sha256(text) };
}

/** What lies in such a file. @throws StoreFault when it is another one */
export async function keptValue(
  file: KeptFile,
  store: Pick<ConfigStore, 'read' | 'address'>,
): Promise<unknown> {
  const text = await storedText(file, store);
  if (text === null) {
    throw new StoreFault(`${store.address(file.key)} is not what this run stored.`);
  }
  return JSON.parse(text) as unknown;
}
