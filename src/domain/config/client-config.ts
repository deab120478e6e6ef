import type { ImportRequest } from '../../contract/request.ts';
import type { AuthSettings, IdentitySettings } from '../../contract/slices.ts';

/** Everything that a renderer may say: the one source of all published files. */
export type ClientConfig = {
  readonly auth: AuthSettings;
  readonly identity: IdentitySettings | null;
  readonly buckets: readonly { readonly name: string; readonly region: string }[];
  readonly options: Pick<ImportRequest, 'oauth' | 'redirects' | 'outputsVersion'>;
};

/** A rendered file, its path relative to the link's folder. */
export type RenderedFile = {
  readonly path: string;
  readonly content: string;
  readonly contentType: string;
};
