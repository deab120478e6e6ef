import { storageGrantsSchema, type StorageGrant } from '../../../src/contract/grants/storage.ts';
import {
  requestSchema,
  runRequestSchema,
  type PairedRequest,
  type RunRequest,
} from '../../../src/contract/request.ts';
import { bucketName, identityPoolId, userPoolId, webClientId } from './ids.ts';

/** A request for both pools and nothing more, unless it is told otherwise. */
export function aRequest(overrides?: Partial<PairedRequest>): PairedRequest;
export function aRequest(overrides: Partial<RunRequest>): RunRequest;
export function aRequest(overrides: Partial<RunRequest> = {}): RunRequest {
  const ids = { userPoolId, webClientId, identityPoolId };
  return { ...runRequestSchema().parse({ app: 'storefront', env: 'prod', ...ids }), ...overrides };
}

/** A grant on the sample bucket that gives nothing to anybody yet. */
export function aStorageGrant(overrides: Partial<StorageGrant> = {}): StorageGrant {
  return { ...storageGrantsSchema().element.parse({ bucket: bucketName }), ...overrides };
}

/** The grants of a request that grants storage only. */
export function storageGrants(...storage: StorageGrant[]): RunRequest['grants'] {
  return { ...requestSchema().parse({ app: 'a', env: 'b' }).grants, storage };
}

/** The grants of a request as people write them, with every default filled in. */
export function grantsOf(written: object): RunRequest['grants'] {
  return requestSchema().parse({ app: 'a', env: 'b', grants: written }).grants;
}
