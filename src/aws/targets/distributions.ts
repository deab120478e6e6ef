import {
  CreateInvalidationCommand,
  GetDistributionCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudfront';
import { allowTagName } from '../../contract/allow.ts';
import type { Distributions } from '../../procedures/targets/site/port.ts';
import { sendOptions } from '../abort.ts';
import { cloudfront } from '../clients/distribution-client.ts';
import { callQuietly, readingQuietly } from '../quietly.ts';

/** Distributions of the account. Headers that CloudFront adds for an origin are often a shared secret. */
export const cloudfrontDistributions: Distributions = {
  distribution: async (Id, withTag) => {
    const found = await readingQuietly('cloudfront:GetDistribution', Id, async () => {
      const { Distribution } = await cloudfront().send(
        new GetDistributionCommand({ Id }),
        sendOptions(),
      );
      const origins = Distribution?.DistributionConfig?.Origins?.Items ?? [];
      return {
        arn: Distribution?.ARN ?? '',
        origins: origins.map(({ DomainName = '', OriginPath = '' }) => ({
          domain: DomainName,
          path: OriginPath,
        })),
      };
    });
    if (found.status !== 'found') return found;
    const { arn } = found.value;
    if (!withTag) return { ...found, value: { ...found.value, tag: null } };
    const tag = await readingQuietly('cloudfront:ListTagsForResource', arn, () => tagOf(arn));
    return tag.status === 'found' ? { ...tag, value: { ...found.value, tag: tag.value } } : tag;
  },

  invalidate: (DistributionId, { paths, reference }) =>
    callQuietly('cloudfront:CreateInvalidation', DistributionId, async () => {
      const command = new CreateInvalidationCommand({
        DistributionId,
        InvalidationBatch: {
          CallerReference: reference,
          Paths: { Quantity: paths.length, Items: [...paths] },
        },
      });
      try {
        await cloudfront().send(command, sendOptions());
        return true;
      } catch (error) {
        if ((error as { name?: string }).name === 'TooManyInvalidationsInProgress') return false;
        throw error;
      }
    }),
};

async function tagOf(Resource: string): Promise<string | null> {
  const { Tags } = await cloudfront().send(
    new ListTagsForResourceCommand({ Resource }),
    sendOptions(),
  );
  return Tags?.Items?.find(({ Key }) => Key === allowTagName)?.Value ?? null;
}
