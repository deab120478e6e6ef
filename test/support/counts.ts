/**
 * How often the tests of a project try what they try. The project sets it (jest.config.ts), so that
 * the same test is quick at every landing and thorough by `npm run test:long`.
 */
export type Counts = {
  /** Runs of each property, as a multiple of those that its test names. */
  readonly properties: number;
  /** Random orders in which two engines call AWS, as a multiple of those that the test names. */
  readonly interleavings: number;
  /** Random seeds of anything else, as a multiple of those that the test names. */
  readonly seeds: number;
  /** Kinds of death and loss that are tried at each call of a run. */
  readonly faultsPerCall: number;
  /** Of so many calls of a run one is tried, where others try every call of the same run. */
  readonly callsPerFault: number;
  /** Events that are delivered twice, out of order and malformed. */
  readonly events: number;
  /** Of so many deaths of a long story one is tried. */
  readonly callsPerDeath: number;
  /** Updates that two processes make of one folder. */
  readonly sharedUpdates: number;
  /** Roles on which a link has its policy, where many are asked for: more than one transaction takes. */
  readonly manyRoles: number;
  /** Of so many repairs that findings print one is pasted. */
  readonly casesPerRepair: number;
};

const { counts } = globalThis as unknown as { readonly counts: Counts };

/** Runs of a property. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(usual * counts.properties) };
}

/** Interleavings that a test tries. */
export function interleavings(usual: number): number {
  return Math.ceil(usual * counts.interleavings);
}

/** Seeds that a test tries. */
export function seeds(usual: number): number {
  return Math.ceil(usual * counts.seeds);
}

/** How many events a test delivers. */
export function events(): number {
  return counts.events;
}

/** How often two processes together write on one folder. */
export function sharedUpdates(): number {
  return counts.sharedUpdates;
}

/** How many roles a link has its policy on, where many are asked for. */
export function manyRoles(): number {
  return counts.manyRoles;
}

/** One of as many cases as the project says, evenly taken: for stories of which each takes its time. */
export function sampled<Case>(cases: readonly Case[]): readonly Case[] {
  return cases.filter((_, at) => at % counts.callsPerDeath === 0);
}

/** Of the repairs that findings print those which the project pastes, evenly taken. */
export function sampledRepairs<Case>(cases: readonly Case[]): readonly Case[] {
  return cases.filter((_, at) => at % counts.casesPerRepair === 0);
}

/** Whether something goes wrong at a call of a run, where others try every call of the same run. */
export function isTried(call: number): boolean {
  return call % counts.callsPerFault === 0;
}

/**
 * What goes wrong at a call of a run: the first of these, and more where the project tries more. Which
 * is the first may turn with the call, so that each fault meets calls of each kind.
 */
export function faultsAt<Fault>(faults: readonly Fault[], turn = 0): readonly Fault[] {
  const first = turn % faults.length;
  return [...faults.slice(first), ...faults.slice(0, first)].slice(0, counts.faultsPerCall);
}
