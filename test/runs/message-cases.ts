import { expect } from '@jest/globals';
import type { FindingCode } from '../../src/contract/findings.ts';
import type { Result, Status } from '../../src/contract/result.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { fullRequest, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';

/** How a message of the incumbents is provoked, and what must be told in its place. */
export type MessageCase = {
  /** What is wrong with the account. */
  readonly prepare?: (world: SampleAccount) => unknown;
  /** What is asked beyond the full request; `undefined` leaves a key out. */
  readonly request?: object;
  readonly status: Status;
  /** The finding that says it now; `InvalidRequest` when it is no request; `null`: nothing to say. */
  readonly tells: FindingCode | 'InvalidRequest' | null;
  /** What must be named: ids, what was found, what is needed, the command. */
  readonly words?: readonly string[];
  /** What the published files must hold. */
  readonly published?: readonly string[];
  /** What they must not hold. */
  readonly withheld?: readonly string[];
  /** What must not be told, because it is no mistake. */
  readonly never?: readonly FindingCode[];
};

/** A message with what is told in its place. */
export type MessageRow = [message: string, expected: MessageCase];

/** Provokes a message over a whole import, and assesses what is told and published. */
export async function expectTold(expected: MessageCase): Promise<void> {
  const world = sampleAccount();
  await expected.prepare?.(world);
  const input: unknown = JSON.parse(JSON.stringify({ ...fullRequest, ...expected.request }));

  const result = await runOnce(input);

  const told = toldBy(result, expected.tells);
  const files = publishedBy(world, result);
  const codes: readonly string[] = result.findings.map(({ code }) => code);
  expect(result.status).toBe(expected.status);
  if (expected.tells) expect(told).not.toBeNull();
  for (const word of expected.words ?? []) expect(told).toContain(word);
  for (const word of expected.published ?? []) expect(files).toContain(word);
  for (const word of expected.withheld ?? []) expect(files).not.toContain(word);
  for (const code of expected.never ?? []) expect(codes).not.toContain(code);
}

/** Everything that is told by a code; `null` when it does not occur. */
function toldBy({ error, findings }: Result, code: MessageCase['tells']): string | null {
  if (code === 'InvalidRequest') return error?.name === code ? error.message : null;
  const told = findings.filter((finding) => finding.code === code);
  return told.length > 0 ? told.map((one) => Object.values(one).join('\n')).join('\n') : null;
}

/** The current files, when the run published any. */
function publishedBy(world: AwsWorld, { published }: Result): string {
  const texts = storedTexts(world);
  return (published?.files ?? []).map(({ key }) => texts[key]).join('\n');
}
