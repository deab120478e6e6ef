/** What both forms of a companion say. */
export type Companion = {
  readonly stackName: string;
  readonly region: string;
  readonly description: string;
  readonly poolName: string;
  readonly guests: boolean;
  readonly providerName: string;
  /** One provider for each. */
  readonly clientIds: readonly string[];
  /** Who assumes the roles; it also begins the keys of their conditions. */
  readonly principal: string;
  readonly roles: readonly CompanionRole[];
  readonly allowTag: string;
};

export type CompanionRole = {
  readonly logicalId: string;
  readonly description: string;
  /** What the token says of the users that get it. */
  readonly amr: 'authenticated' | 'unauthenticated';
};
