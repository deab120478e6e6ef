import type { Lease, LinkItem, LinkName } from '../contract/link.ts';
import type { AllowList } from '../contract/allow.ts';
import type { MachineName } from '../contract/machines.ts';
import type { RunRequest } from '../contract/request.ts';
import type { NamedResource } from '../contract/named-resource.ts';
import type { SeenLink } from '../contract/seen-link.ts';
import type { ResourceDescription } from '../domain/grants/resources/readings.ts';
import type { OwnerState } from '../domain/link/lease.ts';
import type { IndexEntry } from '../domain/targets/link-indexes.ts';
import type { AmplifyHosting } from './targets/hosting/port.ts';
import type {
  AppClientDescription,
  ClientSummary,
  GroupDescription,
  IdentityPoolDescription,
  IdentityPoolRoles,
  IdentityProviderDescription,
  IdentityProviderSummary,
  MfaDescription,
  PoolSummary,
  PrincipalTagMap,
  Reading,
  RoleDescription,
  UserPoolDescription,
} from '../domain/readings.ts';
import type { Distributions, Sites } from './targets/site/port.ts';
import type { Parameters } from './targets/parameters/port.ts';
import type { Functions } from './targets/function/port.ts';

/**
 * What the steps need of the world, in their own words. SDK types stop behind these; every method
 * throws `AwsUnavailable` for throttles and transport faults, and a `Reading` tells not found and
 * denied apart from found.
 */

/** A page of a list, and whether there is more. */
export type Page<Item> = {
  readonly items: readonly Item[];
  readonly more: boolean;
  /** What the call for the page after it names, where one is looked at. */
  readonly next?: string;
};

/** Read-only: no port of ours can change a user pool. */
export interface UserPools {
  /** At most 60 pools of a region (the environment's own when none is named), from where an earlier page ended. */
  list(region?: string, next?: string): Promise<Reading<Page<PoolSummary>>>;
  userPool(userPoolId: string): Promise<Reading<UserPoolDescription>>;
  /** At most 60 app clients. */
  clients(userPoolId: string): Promise<Reading<Page<ClientSummary>>>;
  client(userPoolId: string, clientId: string): Promise<Reading<AppClientDescription>>;
  /** Whether a client has a secret, be it one that its description does not show; not found: nobody says. */
  hasClientSecret(userPoolId: string, clientId: string): Promise<Reading<boolean>>;
  mfa(userPoolId: string): Promise<Reading<MfaDescription>>;
  identityProviders(userPoolId: string): Promise<Reading<readonly IdentityProviderSummary[]>>;
  /** Type and mapping of one provider; what it keeps secret never leaves the adapter. */
  identityProvider(userPoolId: string, name: string): Promise<Reading<IdentityProviderDescription>>;
  /** At most 60 groups: the first ones, or those of the page that one before names as `next`. */
  groups(userPoolId: string, next?: string): Promise<Reading<Page<GroupDescription>>>;
  group(userPoolId: string, name: string): Promise<Reading<GroupDescription>>;
}

/** Read-only, like `UserPools`. */
export interface IdentityPools {
  /** At most 60 pools of a region, from where an earlier page ended. */
  list(region?: string, next?: string): Promise<Reading<Page<PoolSummary>>>;
  identityPool(identityPoolId: string): Promise<Reading<IdentityPoolDescription>>;
  roles(identityPoolId: string): Promise<Reading<IdentityPoolRoles>>;
  /** Not found: none are set for the provider. */
  principalTags(identityPoolId: string, provider: string): Promise<Reading<PrincipalTagMap>>;
}

/** The two Cognito services as one caller sees them. */
export type Cognito = { readonly userPools: UserPools; readonly identityPools: IdentityPools };

/** That of another account: only where its roles can be looked at do the tags of its sessions matter. */
export type CentralCognito = Pick<Cognito, 'userPools'> & {
  readonly identityPools: Omit<IdentityPools, 'principalTags'>;
};

/** Roles are named by ARN; IAM finds them by name in the caller's account. */
export interface RoleReads {
  role(roleArn: string): Promise<Reading<RoleDescription>>;
  policyNames(roleArn: string): Promise<Reading<readonly string[]>>;
  /** The exact text of an inline policy. */
  policy(roleArn: string, policyName: string): Promise<Reading<string>>;
  /** The exact text of a managed policy as it stands, for one that bounds a role. */
  boundary(policyArn: string): Promise<Reading<string>>;
}

/** The same, with what is written on them. */
export interface Roles extends RoleReads {
  putPolicy(roleArn: string, policyName: string, document: string): Promise<void>;
  /** Deleting a policy that is not there is a success. */
  deletePolicy(roleArn: string, policyName: string): Promise<void>;
}

/** What a request can grant, of this account, each in its own region. */
export interface Resources {
  describe(resource: NamedResource, besides: Besides): Promise<Reading<ResourceDescription>>;
}

/** What costs a call of its own and is not needed of every resource. */
export type Besides = {
  /** The tag by which the owner allows its use. */
  readonly withTag: boolean;
  /** The policy that the resource has of its own. */
  readonly withPolicy: boolean;
};

/** An object of the config store, with the tag that a conditional write compares. */
export type StoredObject = { readonly text: string; readonly etag: string };

/** When a write may happen: only on a key that is free, or only over the version that was read. */
export type WriteCondition = { readonly absent: true } | { readonly etag: string };

export type ObjectMetadata = { readonly contentType: string; readonly cacheControl: string };

/** Where plans, reports and published files lie. */
export interface ConfigStore {
  /** How people find an object of the store: `s3://bucket/key`, or a path. */
  address(key: string): string;
  read(key: string): Promise<StoredObject | null>;
  /** Whether the write happened; `false` only when its condition did not hold. */
  write(
    key: string,
    text: string,
    metadata: ObjectMetadata,
    condition?: WriteCondition,
  ): Promise<boolean>;
  /** Keys that begin with a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  /**
   * What keys that begin with a folder, slash included, go on with up to the next slash, sorted:
   * `folders('reports/a/prod/')` are the runs of a link, however much each has left.
   */
  folders(folder: string): Promise<readonly string[]>;
  /** Takes an object away; one that is not there is a success. Its versions stay, where the store keeps any. */
  remove(key: string): Promise<void>;
  /** Takes everything away for good that begins with a prefix, in all its versions. */
  purge(prefix: string): Promise<void>;
}

/** A link item with the version that a conditional write compares; version 0: not yet written. */
export type VersionedLink = {
  readonly item: LinkItem;
  readonly version: number;
  /** By what the store finds it, where it keeps that beside the item. */
  readonly indexes?: readonly IndexEntry[];
};

/** By what links are found. Hints: whoever finds a link reads it again. */
export interface LinkIndex {
  /** Links of an app, or that use a pool, a role or a target: see `indexedResources`. */
  linksOf(resource: string): Promise<readonly LinkName[]>;
  /** Links that expire before a time, those that did first. */
  expiredBy(time: string): Promise<readonly LinkName[]>;
}

/** Where link items lie. Reads are consistent. */
export interface LinkStore extends LinkIndex {
  /** The item of a link, or a new one of version 0. */
  read(link: LinkName): Promise<VersionedLink>;
  /** The same for whoever writes nothing by it: also of a link whose before-images are lost. */
  look(link: LinkName): Promise<SeenLink>;
  /**
   * Writes an item, and what changes of its indexes, over the version that was read. Whether it
   * happened: `false` when another write came between.
   */
  write(item: LinkItem, over: VersionedLink): Promise<boolean>;
}

/** Tells whether the owner of a lease can still write. */
export interface Owners {
  state(owner: string): Promise<OwnerState>;
}

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
