import type { Finding } from '../../contract/findings.ts';
import { plural } from '../../contract/text.ts';
import { byteLength } from '../canonical.ts';
import { roomForResult } from './close.ts';

/** What grows in the result of a push or a removal. */
type Growing = {
  readonly plan?: object | undefined;
  readonly findings: readonly Finding[];
  readonly missing?: string | undefined;
};

const missingPlan = 'The plan did not fit here; the report has it';

/**
 * A result, with no more of its plan than the hash, or with its first findings only, where it grows too large:
 * whoever is shown a plan agrees to it by its hash.
 */
export function resultWithinRoom<Result extends Growing>(result: Result): Result {
  if (bytesOf(result) <= roomForResult) return result;
  const { plan, ...rest } = result;
  const bare = {
    ...rest,
    ...(plan && { plan: withoutLists(plan) }),
    missing: missingPlan,
  } as unknown as Result;
  let room = roomForResult - bytesOf({ ...bare, findings: [] }) - 100;
  const findings = bare.findings.filter((finding) => {
    room -= bytesOf(finding) + 1;
    return room >= 0;
  });
  const left = bare.findings.length - findings.length;
  if (left === 0) return bare;
  return { ...bare, findings, missing: `${missingPlan}, and ${plural(left, 'more finding')}` };
}

function withoutLists(plan: object): object {
  const entries = Object.entries(plan).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? [] : value,
  ]);
  return Object.fromEntries(entries) as object;
}

function bytesOf(data: unknown): number {
  return byteLength(JSON.stringify(data));
}
