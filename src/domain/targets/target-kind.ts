import type { AllowList } from '../../contract/allow.ts';
import type { Finding, FindingCode } from '../../contract/findings.ts';
import type { ValueSource } from '../../contract/push/published.ts';
import type {
  PlannedKey,
  PlannedTarget,
  SeenValue,
  TargetKind,
} from '../../contract/push/target.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import type { Reading } from '../readings.ts';

/** What a target looks like, without a value of anybody else. */
export type SeenTarget<Facts = unknown> = {
  readonly arn: string;
  /** Value of the tag by which its owner allows our writes; `null`: it has none. */
  readonly tag: string | null;
  /** What stands under the names that were asked for; a name without anything is left out. */
  readonly ours: Readonly<Record<string, SeenValue>>;
  /** What others keep beside it; `null`: nobody does, or nobody has to know. */
  readonly foreign: { readonly count: number; readonly bytes: number } | null;
  /** Of a function: the ARN of its execution role. */
  readonly executionRole: string | null;
  /** Where it lies, of a target whose id does not say. */
  readonly region?: string;
  /** What stands there is not in effect, and is written again although it is as wanted. */
  readonly isStale?: boolean;
  /** What else the rules of its kind go by. */
  readonly facts: Facts;
};

/** By the ids of targets. */
export type TargetReadings = ReadonlyMap<string, TargetReading>;

/** What came of looking at a target; `failed`: by an error that is neither of the two others, and says why. */
export type TargetReading =
  | Reading<SeenTarget>
  | { readonly status: 'failed'; readonly error: string; readonly cause: string };

/** What a request wants of a target. */
export type WantedTarget = {
  readonly id: string;
  readonly kind: TargetKind;
  /** What each of our keys is to hold; of a site, the sha256 of the file. */
  readonly keys: Readonly<Record<string, string>>;
} & Partial<Pick<PlannedTarget, 'roleArn' | 'build' | 'distribution'>>;

/** What the rules of targets know beside the world. */
export type TargetContext = {
  readonly request: RunRequest;
  readonly source: ValueSource;
  readonly startedBy: Slice<'run'>['startedBy'];
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
  /** By the id of a function target, its execution role as it was read now. */
  readonly executionRoles: Readonly<Record<string, string | null>>;
  /** Links whose keys stand on a target, by the target's id: `storefront/dev`. */
  readonly otherLinks: Readonly<Record<string, readonly OtherLink[]>>;
  /** sha256 of each file that is published, by its path, and of the manifest: see `fileHashes`. */
  readonly files: Readonly<Record<string, string>>;
};

/** What the wishes of a request are made from. */
export type WantedIn = Pick<TargetContext, 'request' | 'source' | 'executionRoles' | 'files'>;

/** Another link that writes on the same target. */
export type OtherLink = { readonly label: string; readonly keys: readonly string[] };

/** A target as it is planned, before it is judged. */
export type JudgedTarget<Facts = unknown> = {
  readonly id: string;
  /** `null`: the request does not want it any more. */
  readonly wanted: WantedTarget | null;
  readonly keys: Readonly<Record<string, PlannedKey>>;
  readonly seen: SeenTarget<Facts>;
};

/** What is wrong with a target; `error`: the finding by which it is left alone, one of the findings. */
export type Judgement = {
  readonly findings: readonly Finding[];
  readonly error: FindingCode | null;
  /** Of hosting: the finding by which no build is started although one is asked for. */
  readonly noBuild?: FindingCode;
  /** Of a site: below which path its distribution is invalidated once something has changed. */
  readonly invalidates?: string;
};

/**
 * One kind of push target: the pure half of it. The other one, which reads and writes, is in
 * `src/procedures/targets/`. Whoever asks about targets loops over all kinds.
 */
export type TargetRules<Facts = unknown> = {
  readonly kind: TargetKind;
  /** What a request wants, in its order; each target once. */
  readonly wanted: (context: WantedIn) => readonly WantedTarget[];
  /**
   * What is wrong with the request's own text, whatever the world looks like; `account` is that of the
   * targets, `null` where nobody knows it.
   */
  readonly requestFindings: (request: RunRequest, account: string | null) => readonly Finding[];
  /** A wanted target that is not there, in the words of its kind. */
  readonly missing: (id: string) => Finding;
  /** A method, so that the rules of a kind, which know its facts, are rules of targets. */
  judge(target: JudgedTarget<Facts>, context: TargetContext): Judgement;
};

/** Nothing is wrong. */
export const sound: Judgement = { findings: [], error: null };

/** A target that cannot be written, by a finding. */
export function leftBy(finding: Finding, ...others: readonly Finding[]): Judgement {
  return { findings: [finding, ...others], error: finding.code as FindingCode };
}
