import { byteLength } from '../../canonical.ts';

type Variables = Readonly<Record<string, string>>;

/** The bytes that Lambda counts. */
export function environmentBytes(variables: Variables): number {
  return byteLength(JSON.stringify(variables));
}

/** The bytes that variables of ours add to those of others, of which only the bytes are known. */
export function addedBytes(ours: Variables, others: { readonly count: number }): number {
  if (Object.keys(ours).length === 0) return 0;
  const comma = others.count === 0 ? 0 : 1;
  return environmentBytes(ours) - environmentBytes({}) + comma;
}
