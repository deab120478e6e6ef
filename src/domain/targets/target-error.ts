import { findingCatalogue, type Catalogue } from '../../contract/findings.ts';
import type { RecordedTarget } from '../../contract/push/target.ts';

/** Why a target is left, by the code of a finding, in the words of its catalogue. */
export function targetError(code: string, target: string): NonNullable<RecordedTarget['error']> {
  const catalogue: Catalogue = findingCatalogue();
  const meaning = Object.hasOwn(catalogue, code) ? catalogue[code]?.meaning : undefined;
  return { name: code, message: meaning ?? `${target} could not be written.` };
}
