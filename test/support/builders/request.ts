import { storageGrantSchema, type StorageGrant } from '../../../src/contract/grants/storage.ts';
import { requestSchema, type ImportRequest } from '../../../src/contract/request.ts';
import { bucketName, identityPoolId, userPoolId, webClientId } from './ids.ts';

/** A request for both pools and nothing more. */
export function aRequest(overrides: Partial<ImportRequest> = {}): ImportRequest {
  const ids = { userPoolId, webClientId, identityPoolId };
  return { ...requestSchema.parse({ app: 'storefront', env: 'prod', ...ids }), ...overrides };
}

/** A grant on the sample bucket that gives nothing to anybody yet. */
export function aStorageGrant(overrides: Partial<StorageGrant> = {}): StorageGrant {
  return { ...storageGrantSchema.parse({ bucket: bucketName }), ...overrides };
}

/** The grants of a request that grants storage only. */
export function storageGrants(...storage: StorageGrant[]): ImportRequest['grants'] {
  return { ...requestSchema.parse({ app: 'a', env: 'b' }).grants, storage };
}

/** The grants of a request as people write them, with every default filled in. */
export function grantsOf(written: object): ImportRequest['grants'] {
  return requestSchema.parse({ app: 'a', env: 'b', grants: written }).grants;
}
