import type { NamedResource } from '../../contract/named-resource.ts';
import type { ResourceDescription } from '../../domain/grants/resources/readings.ts';
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
} from '../../domain/readings.ts';

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
