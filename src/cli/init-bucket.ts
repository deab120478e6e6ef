import type { ProposedRequest } from '../contract/discovery.ts';
import type { Finding } from '../contract/findings.ts';
import type { StoragePermission } from '../contract/grants/storage.ts';
import { findingText } from '../domain/findings/failure-cause.ts';
import type { Prompts } from './prompts.ts';
import { problemOf } from './init-choices.ts';

/** One bucket with what users and guests may do in it. */
type AskedGrants = {
  readonly grants?: {
    readonly storage: readonly {
      readonly bucket: string;
      readonly authenticated?: readonly StoragePermission[];
      readonly guest?: readonly StoragePermission[];
    }[];
  };
};

/** A request as the questions make it. */
export type AskedRequest = ProposedRequest & AskedGrants;

/** A bucket that would do, or one that the person insists on. */
async function askForName(
  prompts: Prompts,
  blocks: (bucket: string) => Promise<readonly Finding[]>,
): Promise<string> {
  const bucket = await prompts.text('Name of the bucket', '', problemOf('bucket'));
  const found = await blocks(bucket);
  if (found.length === 0) return bucket;
  prompts.tell(found.map(findingText).join('\n\n'));
  return (await prompts.confirm('Name another bucket?', true))
    ? askForName(prompts, blocks)
    : bucket;
}

/** What may be done with files, in the steps that people think in. */
const levels: readonly { readonly label: string; readonly value: readonly StoragePermission[] }[] =
  [
    { label: 'Nothing', value: [] },
    { label: 'Read', value: ['read'] },
    { label: 'Read and upload', value: ['create', 'read', 'update'] },
    { label: 'Read, upload and delete', value: ['create', 'read', 'update', 'delete'] },
  ];

/**
 * Asks for a bucket that the request opens, if any. `blocks`: what would block an import that names it, which is
 * told before anything more is asked of it.
 */
export async function askForBucket(
  prompts: Prompts,
  blocks: (bucket: string) => Promise<readonly Finding[]>,
): Promise<AskedGrants> {
  if (!(await prompts.confirm('Grant access to files in a bucket?', false))) return {};
  const bucket = await askForName(prompts, blocks);
  const authenticated = await prompts.choose('What may users who are signed in do there?', levels);
  const guest = await prompts.choose('What may guests do there?', levels);
  if (authenticated.length + guest.length === 0) {
    prompts.tell(`Nobody is granted anything in ${bucket}: the request leaves it out.`);
    return {};
  }
  const grant = {
    bucket,
    ...(authenticated.length > 0 && { authenticated }),
    ...(guest.length > 0 && { guest }),
  };
  return { grants: { storage: [grant] } };
}
