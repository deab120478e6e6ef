import type { ProposedRequest } from '../../contract/discovery.ts';
import type {
  AppClientDescription,
  ClientSummary,
  IdentityPoolDescription,
  IdentityPoolReadings,
  PoolSummary,
  Reading,
  UserPoolReadings,
} from '../readings.ts';

/** A read that AWS did not answer at all, after all tries: said, so that the others go on. */
export type Attempt<Value> = Value | { readonly status: 'failed'; readonly message: string };

/** What was read of the identity pools of a region. */
export type IdentityPoolsOfRegion = {
  readonly list: Reading<readonly PoolSummary[]>;
  readonly pools: readonly {
    readonly id: string;
    readonly reading: Attempt<Reading<IdentityPoolDescription>>;
  }[];
};

/** The app clients of a user pool, as far as they are looked through. */
export type ClientListing = {
  readonly list: Reading<readonly ClientSummary[]>;
  /** There are more than a page holds; then only those that identity pools name were read. */
  readonly more: boolean;
  readonly clients: readonly {
    readonly id: string;
    readonly reading: Reading<AppClientDescription>;
  }[];
};

/** Everything that an import of the proposed request would read. */
export type RequestReadings = {
  readonly userPool: UserPoolReadings;
  readonly identityPool: IdentityPoolReadings | null;
};

/** What was read of one user pool of the list. */
export type ListedUserPool = {
  readonly summary: PoolSummary;
  readonly listing: ClientListing;
  readonly request: ProposedRequest;
  readonly readings: Attempt<RequestReadings>;
};

/** Everything that was read of a region. */
export type RegionReadings = {
  readonly region: string;
  readonly identityPools: IdentityPoolsOfRegion;
  readonly userPools: readonly ListedUserPool[];
};

/** The listing of a pool whose clients AWS would not tell. */
export const noListing: ClientListing = {
  list: { status: 'found', value: [] },
  more: false,
  clients: [],
};
