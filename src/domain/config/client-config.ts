import type { servedResources } from '../grants/categories.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AuthSettings, IdentitySettings } from '../../contract/pool-settings.ts';

/**
 * Everything that a renderer may say: the one source of all published files. Each list is in the
 * order of the request and names a resource once; the first of a kind is the default of libraries
 * that know one only.
 */
export type ClientConfig = ReturnType<typeof servedResources> & {
  readonly auth: AuthSettings;
  readonly identity: IdentitySettings | null;
  readonly options: Pick<RunRequest, 'oauth' | 'redirects' | 'outputsVersion'>;
};

/** A rendered file, its path relative to the link's folder. */
export type RenderedFile = {
  readonly path: string;
  readonly content: string;
  readonly contentType: string;
};
