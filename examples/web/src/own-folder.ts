import { Amplify } from 'aws-amplify';
import { fetchAuthSession } from 'aws-amplify/auth';

/** A place in a bucket that the policies open to this user. */
export type Folder = {
  readonly bucket: { readonly bucketName: string; readonly region: string };
  /** With a `/` at its end. */
  readonly prefix: string;
};

const identityWord = '${cognito-identity.amazonaws.com:sub}';

/**
 * The folder for this user's photos: the first path of the config of which it says that a user may
 * write, list and get below it. One of their own comes before one that all share.
 */
export async function ownFolder(): Promise<Folder> {
  const { Storage } = Amplify.getConfig();
  const { identityId } = await fetchAuthSession();
  if (!identityId) throw new Error('This user has no identity: the config names no identity pool.');

  for (const who of ['entityidentity', 'authenticated']) {
    for (const { bucketName, region, paths = {} } of Object.values(Storage?.S3.buckets ?? {})) {
      for (const [path, access] of Object.entries(paths)) {
        if (!mayKeepFiles(access?.[who] ?? [])) continue;
        const prefix = path.replace(identityWord, identityId).replace(/\*$/, '');
        return { bucket: { bucketName, region }, prefix };
      }
    }
  }
  throw new Error('The config names no path where a user may keep files.');
}

function mayKeepFiles(permissions: readonly string[]): boolean {
  const may = (...words: string[]) => words.some((word) => permissions.includes(word));
  return may('write') && may('get', 'read') && may('list', 'read');
}
