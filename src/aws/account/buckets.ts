import { GetBucketLocationCommand, GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import { sendOptions } from '../abort.ts';
import { reading } from '../aws-errors.ts';
import { accountClients } from '../clients/account-clients.ts';
import type { Buckets } from '../ports.ts';

/** Buckets that a request grants: where they are, and whether their owner allows it. */
export function s3Buckets(): Buckets {
  return {
    bucket: async (name, withTag) => {
      const [location, tag] = await Promise.all([
        reading('s3:GetBucketLocation', name, () => locationOf(name)),
        withTag
          ? reading('s3:GetBucketTagging', name, () => tagOf(name))
          : ({ status: 'found', value: null } as const),
      ]);
      if (location.status !== 'found') return location;
      if (tag.status === 'denied') return tag;
      const allowTag = tag.status === 'found' ? tag.value : null;
      return { status: 'found', value: { region: location.value, allowTag } };
    },
  };
}

/** Buckets of us-east-1 have no constraint, and some of eu-west-1 the old one, "EU". */
async function locationOf(Bucket: string): Promise<string> {
  const { LocationConstraint } = await accountClients
    .s3()
    .send(new GetBucketLocationCommand({ Bucket }), sendOptions());
  if (LocationConstraint === 'EU') return 'eu-west-1';
  return LocationConstraint || 'us-east-1';
}

async function tagOf(Bucket: string): Promise<string | null> {
  const { TagSet = [] } = await accountClients
    .s3()
    .send(new GetBucketTaggingCommand({ Bucket }), sendOptions())
    .catch((error: { name?: string }) => {
      if (error.name === 'NoSuchTagSet') return { TagSet: [] };
      throw error;
    });
  return TagSet.find(({ Key }) => Key === 'amplify-import')?.Value ?? null;
}
