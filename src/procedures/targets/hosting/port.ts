import type { Reading } from '../../../domain/readings.ts';
import type { HostingJob } from '../../../domain/targets/hosting/builds.ts';
import type { HostingFacts } from '../../../domain/targets/hosting/facts.ts';
import type { HostingBranch, HostingPlace } from '../../../domain/targets/hosting/place.ts';
import type { SeenTarget } from '../../../domain/targets/target-kind.ts';

/** Variables of an app or a branch of Amplify Hosting: most of them are somebody else's, and may be secrets. */
export type HostingVariables = Readonly<Record<string, string>>;

/** Amplify Hosting, each app in its own region. */
export interface AmplifyHosting {
  /** What a plan may know: three reads at the most, and no value but those under our own names. */
  look(place: HostingPlace, names: readonly string[]): Promise<Reading<SeenTarget<HostingFacts>>>;
  /** Every variable with its value, for the one function that writes. */
  variables(place: HostingPlace): Promise<Reading<HostingVariables>>;
  /**
   * Puts these in the place of all variables; none of them takes the last one away. The call is sent
   * once: another one comes with variables that were read anew.
   */
  replaceVariables(place: HostingPlace, variables: HostingVariables): Promise<void>;
  /** The newest 50 builds of a branch, newest first. */
  jobs(branch: HostingBranch): Promise<readonly HostingJob[]>;
  job(branch: HostingBranch, jobId: string): Promise<HostingJob>;
  /** Starts a build of the newest commit, sent once; `null`: another one is pending or running. */
  release(branch: HostingBranch): Promise<HostingJob | null>;
}
