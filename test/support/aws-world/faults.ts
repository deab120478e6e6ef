import { awsError, connectionReset, throttled } from './aws-error.ts';
import { seededRandom } from './random.ts';
import { isMeant, type CallMatch, type RecordedCall, type ServiceName } from './recorded-call.ts';

/** `after`: the call has its effect, and its answer never arrives. */
type Moment = 'before' | 'after';

/** What becomes of one call. */
type Fate = {
  readonly before?: Error;
  readonly after?: Error;
  /** The SDK lost the answer and sent the call again by itself. */
  readonly twice?: boolean;
};

/** What can go wrong in this world. */
export type Faults = {
  /** Calls that match fail, the first `times` of them. */
  fail(match: CallMatch, error: Error, options?: { moment?: Moment; times?: number }): void;
  /** The effect happens, and the caller hears of a broken connection; once. */
  loseAnswer(match: CallMatch): void;
  /** The effect happens, the SDK hears of a broken connection and sends the call again; once. */
  sendTwice(match: CallMatch): void;
  /** Something else happens in the world just before this call has its effect; once. */
  meanwhile(match: CallMatch, happen: () => void): void;
  /**
   * The process dies at this call: from then on nothing has an effect and nothing is answered.
   * `in flight`: the other calls of the same wave were on their way and have theirs.
   */
  kill(match: CallMatch, moment: Moment | 'in flight'): void;
  /** A fraction of the calls of some services is throttled; the SDK tries again by itself. */
  throttle(services: readonly ServiceName[], fraction: number, seed: number): void;
  /** Whether the process has died. */
  isDead(): boolean;
  /** A new process, in a world where nothing goes wrong any more. */
  revive(): void;
  /** What becomes of a call that the SDK tries so often. */
  fateOf(call: RecordedCall, maxAttempts: number): Fate;
};

type Rule = {
  readonly match: CallMatch;
  readonly fate: (call: RecordedCall) => Fate;
  times: number;
};

export function faults(): Faults {
  let rules: Rule[] = [];
  let throttling: { services: readonly ServiceName[]; hits: () => boolean } | null = null;
  let dead = false;
  let lastWave = 0;
  const add = (match: CallMatch, fate: Rule['fate'], times = 1) => {
    rules.push({ match, fate, times });
  };
  const die = (): Error => {
    dead = true;
    return processKilled();
  };
  /** Drawn once per attempt: the mock sits above the SDK's own retries. */
  const staysThrottled = (call: RecordedCall, maxAttempts: number) =>
    throttling !== null &&
    throttling.services.includes(call.service) &&
    Array.from({ length: maxAttempts }).every(() => throttling?.hits());

  return {
    fail: (match, error, { moment = 'before', times = Infinity } = {}) =>
      add(match, () => ({ [moment]: error }), times),
    loseAnswer: (match) => add(match, () => ({ after: connectionReset() })),
    sendTwice: (match) => add(match, () => ({ twice: true })),
    meanwhile: (match, happen) =>
      add(match, () => {
        happen();
        return {};
      }),
    kill: (match, moment) =>
      add(match, ({ wave }) => {
        if (moment === 'in flight') lastWave = wave;
        return { [moment === 'before' ? 'before' : 'after']: die() };
      }),
    throttle: (services, fraction, seed) => {
      const draw = seededRandom(seed);
      throttling = { services, hits: () => draw() < fraction };
    },
    isDead: () => dead,
    revive: () => {
      [rules, throttling, dead, lastWave] = [[], null, false, 0];
    },
    fateOf: (call, maxAttempts) => {
      if (dead) return { [call.wave === lastWave ? 'after' : 'before']: processKilled() };
      const rule = rules.find(({ match, times }) => times > 0 && isMeant(match, call));
      if (rule) {
        rule.times -= 1;
        return rule.fate(call);
      }
      return staysThrottled(call, maxAttempts) ? { before: throttled() } : {};
    },
  };
}

/** Nothing that a state would try again: the process of the run is gone. */
function processKilled(): Error {
  return awsError('ProcessKilled', 400, 'The process of this run is dead.');
}
