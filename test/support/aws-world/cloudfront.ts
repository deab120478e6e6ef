import type {
  CreateInvalidationCommandInput,
  GetDistributionCommandInput,
  ListTagsForResourceCommandInput,
} from '@aws-sdk/client-cloudfront';
import { awsError } from './aws-error.ts';

export type SeededDistribution = {
  readonly arn: string;
  readonly origins: readonly {
    readonly domain: string;
    readonly path?: string;
    /** What CloudFront sends to the origin, and nobody else is to know. */
    readonly headers?: Readonly<Record<string, string>>;
  }[];
  tags: Record<string, string>;
  readonly invalidations: { readonly reference: string; readonly paths: readonly string[] }[];
};

/** CloudFront: distributions by their ids, with the invalidations that were made. */
export function cloudfront() {
  const distributions = new Map<string, SeededDistribution>();
  const find = (id: string | undefined): SeededDistribution => {
    const found = distributions.get(id ?? '');
    if (found) return found;
    throw awsError('NoSuchDistribution', 404, 'The specified distribution does not exist.');
  };
  return {
    distributions,
    effects: {
      GetDistribution: ({ Id }: GetDistributionCommandInput) => {
        const { arn: ARN, origins } = find(Id);
        const Items = origins.map(({ domain, path = '', headers = {} }, index) => ({
          Id: `origin-${index}`,
          DomainName: domain,
          OriginPath: path,
          CustomHeaders: {
            Quantity: Object.keys(headers).length,
            Items: Object.entries(headers).map(([HeaderName, HeaderValue]) => ({
              HeaderName,
              HeaderValue,
            })),
          },
        }));
        const Origins = { Quantity: Items.length, Items };
        return { Distribution: { Id, ARN, DistributionConfig: { Origins } } };
      },

      ListTagsForResource: ({ Resource }: ListTagsForResourceCommandInput) => {
        const found = [...distributions.values()].find(({ arn }) => arn === Resource);
        if (!found) throw awsError('NoSuchResource', 404);
        return {
          Tags: { Items: Object.entries(found.tags).map(([Key, Value]) => ({ Key, Value })) },
        };
      },

      CreateInvalidation: ({
        DistributionId,
        InvalidationBatch,
      }: CreateInvalidationCommandInput) => {
        const { invalidations } = find(DistributionId);
        const { CallerReference: reference = '', Paths } = InvalidationBatch ?? {};
        const paths = Paths?.Items ?? [];
        const earlier = invalidations.find((one) => one.reference === reference);
        if (earlier && earlier.paths.join() !== paths.join()) {
          throw awsError('InvalidationBatchAlreadyExists', 400);
        }
        if (!earlier) invalidations.push({ reference, paths });
        return { Invalidation: { Id: `I${invalidations.length}`, Status: 'InProgress' } };
      },
    },
  };
}
