/** The variable that tells a build where its config lies. */
export const configUriVariable = 'AMPLIFY_IMPORT_CONFIG_URI';

/** Where published config lies, as far as an address says it: a store, and what of a link it names. */
export type ConfigPlace = {
  readonly store: ConfigStoreName;
  readonly app: string | null;
  readonly env: string | null;
};

export type ConfigStoreName =
  | { readonly kind: 'bucket'; readonly bucket: string }
  | { readonly kind: 'folder'; readonly folder: string };

/** Of a bucket the keys are ours, so that nothing else can stand there. */
const bucketUri = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/config(?:\/([^/]+)(?:\/([^/]+))?)?)?\/?$/;
/** What stands behind a store's folder when an address names a link in it, or an app. */
const namesInFolder = /^(?:(.*?)\/)?config(?:\/([a-z][a-z0-9-]*)(?:\/([a-z][a-z0-9-]*))?)?$/;
const scheme = /^([a-z][a-z0-9+.-]+):/i;

/**
 * Reads an address: `s3://<bucket>/config/<app>/<env>/`, or `file:` or a path to the same folder of a
 * store. What stands behind `config` may be left out. `null` when it is none of these.
 */
export function configPlaceOf(address: string): ConfigPlace | null {
  const [, bucket, app = null, env = null] = bucketUri.exec(address) ?? [];
  if (bucket !== undefined) return { store: { kind: 'bucket', bucket }, app, env };
  const path = pathOf(address);
  if (path === null || path === '') return null;
  return placeInFolder(path);
}

/** The path of a `file:` address, or an address that is one; `null`: another kind of address. */
function pathOf(address: string): string | null {
  const [, named] = scheme.exec(address) ?? [];
  if (named === undefined) return address;
  if (named.toLowerCase() !== 'file' || !URL.canParse(address)) return null;
  const { host, pathname } = new URL(address);
  return host === '' ? decoded(pathname) : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function placeInFolder(path: string): ConfigPlace {
  const trimmed = path.length > 1 ? path.replace(/(?<!\/)\/+$/, '') : path;
  const named = namesInFolder.exec(trimmed);
  if (!named) return { store: { kind: 'folder', folder: trimmed }, app: null, env: null };
  const [, before = '.', app = null, env = null] = named;
  return { store: { kind: 'folder', folder: before === '' ? '/' : before }, app, env };
}
