import type { AllowList } from '../contract/allow.ts';
import type { Lease, LinkName } from '../contract/link.ts';
import type { MachineName } from '../contract/machines.ts';
import type { RunRequest } from '../contract/request.ts';
import type { CentralCognito, Cognito, Resources, RoleReads, Roles } from './account/port.ts';
import type { ConfigStore } from './config/port.ts';
import type { LinkIndex, LinkStore, Owners } from './link/port.ts';
import type { Functions } from './targets/function/port.ts';
import type { AmplifyHosting } from './targets/hosting/port.ts';
import type { Parameters } from './targets/parameters/port.ts';
import type { Distributions, Sites } from './targets/site/port.ts';

/**
 * What the steps need of the world, in their own words: the ports of the rooms, and what surrounds a step.
 * SDK types stop behind ports; every method throws `AwsUnavailable` for throttles and transport faults,
 * and a `Reading` tells not found and denied apart from found.
 */

/** Starts executions of the machines of the stack. */
export interface Executions {
  /** Starting one of a name that runs, or has run, is a success. */
  start(machine: MachineName, name: string, input: object): Promise<void>;
}

/** Everything that a function may use which a rule starts. */
export type EventServices = {
  readonly linkIndex: LinkIndex;
  readonly executions: Executions;
  readonly now: () => Date;
};

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>;

/** By what an import reads an account before it writes anything there. */
export type AccountReads = Pick<Ports, 'userPools' | 'identityPools' | 'central' | 'resources'> & {
  readonly roles: RoleReads;
};

/** What an import is asked for, and of which link it is. */
export type ImportAsked = { readonly request: RunRequest; readonly link: LinkName };

/** The ports of steps. Each state names those that it needs, so that its function loads no client of another. */
type Ports = Cognito & {
  /**
   * Cognito of another account, read for an app by a role there that is assumed at the first call.
   *
   * Every method answers `denied` with `sts:AssumeRole` when it cannot be.
   */
  readonly central: (readRoleArn: string, app: string) => CentralCognito;
  readonly roles: Roles;
  readonly resources: Resources;
  readonly sites: Sites;
  readonly distributions: Distributions;
  readonly parameters: Parameters;
  readonly functions: Functions;
  readonly hosting: AmplifyHosting;
  readonly configStore: ConfigStore;
  /** The same for a state that needs it for few requests only: it is loaded with those. */
  readonly lateConfigStore: () => Promise<ConfigStore>;
  readonly linkStore: LinkStore;
  readonly owners: Owners;
};

/** What every step has, whichever ports its state names. */
export type Surroundings = {
  /** The account whose roles and resources this run reads and writes; `null` when nobody would say. */
  readonly account: () => Promise<string | null>;
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
  /** Whether the files of revisions may be deleted for good; in process the caller's own rights decide. */
  readonly mayPurge: boolean;
  /** The region that calls go to when nothing names another one. @throws RegionMissing without any */
  readonly region: () => Promise<string>;
  readonly now: () => Date;
  /** Milliseconds by a clock that nobody sets; while a machine sleeps it may stand still. */
  readonly monotonic: () => number;
  /** For how many seconds this process has seen a lease without a new sign of life of its owner. */
  readonly silence: (lease: Lease) => number;
  /** Between two looks at something that takes its time. */
  readonly wait: Wait;
  /**
   * Takes a lease and keeps it, by signs of life while its owner runs. Left out where the owner is an
   * execution, which Step Functions knows to live.
   *
   * @returns the fence that `take` gives
   */
  readonly keepAlive?: (
    link: LinkName,
    owner: string,
    take: () => Promise<number>,
  ) => Promise<number>;
  /**
   * Reads for the states that look at an account before anything is written there: what one of them has
   * asked, the next ones find, and with the first all is begun that they surely ask. Left out where each
   * state is a process of its own.
   */
  readonly readAhead?: (asked: ImportAsked) => AccountReads;
};

/** Everything that a step may use. */
export type Services = Ports & Surroundings;
