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

/** What a message case must come to, when everything is told and published as it should be. */
export const asExpected = { unsaid: [], unpublished: [], leaked: [], wronglyTold: [] };

/** Provokes a message over a whole import: how it ends, and what is amiss in what it says. */
export async function provoke(expected: MessageCase) {
  const world = sampleAccount();
  await expected.prepare?.(world);
  const input: unknown = JSON.parse(JSON.stringify({ ...fullRequest, ...expected.request }));
  const result = await runOnce(input);

  const { tells, words = [], published = [], withheld = [], never = [] } = expected;
  const told = toldBy(result, tells);
  const files = publishedBy(world, result);
  return {
    status: result.status,
    unsaid: [...(tells ? [tells] : []), ...words].filter((word) => !told.includes(word)),
    unpublished: published.filter((word) => !files.includes(word)),
    leaked: withheld.filter((word) => files.includes(word)),
    wronglyTold: never.filter((code) => result.findings.some((one) => one.code === code)),
  };
}

/** Everything that is told by a code, the code first; nothing when it does not occur. */
function toldBy({ error, findings }: Result, code: MessageCase['tells']): string {
  if (code === 'InvalidRequest') return error?.name === code ? `${code}\n${error.message}` : '';
  const told = findings.filter((finding) => finding.code === code);
  return told.flatMap(({ facts: _facts, ...texts }) => Object.values(texts)).join('\n');
}

/** The current files, when the run published any. */
function publishedBy(world: AwsWorld, { published }: Result): string {
  const texts = storedTexts(world);
  return (published?.files ?? []).map(({ key }) => texts[key]).join('\n');
}
