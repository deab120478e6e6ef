import * as z from 'zod';
import { siteTagName } from '../push/site.ts';
import { listing } from '../text.ts';
import { catalogue, entry, listBuckets, names } from './entry.ts';
import { once } from '../when-asked.ts';

/** Why a bucket is not open. */
const closed = once(() =>
  z.discriminatedUnion('because', [
    z.strictObject({ because: z.literal('missing') }),
    z.strictObject({
      because: z.literal('tag'),
      arn: z.string(),
      region: z.string(),
      app: z.string(),
      /** The value of its tag, if it has one. */
      tag: z.string().nullable(),
    }),
    /** The tag allows it, but counts for nothing in IAM. */
    z.strictObject({ because: z.literal('abac') }),
  ]),
);

/** Findings about copies of the files beside a web app. */
export const siteTargetCatalogue = catalogue(() => ({
  SITE_BUCKET_NOT_OPEN: entry({
    severity: 'warning',
    meaning: 'The bucket of a site is not there, or its owner has not opened it for our files.',
    facts: () => ({ target: z.string(), bucket: z.string(), closed: closed() }),
    agreed: [],
    notAgreed: true,
    subject: ({ bucket }) => bucket,
    message({ bucket, closed: why }) {
      if (why.because === 'missing') return `There is no bucket ${bucket} in this account.`;
      if (why.because === 'tag')
        return `The owner of the bucket ${bucket} has not opened it to ${why.app} for a site.`;
      return `The bucket ${bucket} has the tag ${siteTagName}, but attribute-based access control is switched off on it: IAM knows tags of a bucket only with that.`;
    },
    found({ closed: why }) {
      if (why.because !== 'tag') return undefined;
      return why.tag === null ? `no tag ${siteTagName}` : `${siteTagName}=${why.tag}`;
    },
    needed: ({ closed: why }) =>
      why.because === 'tag' ? `the tag ${siteTagName} with "${why.app}" or "any" in it` : undefined,
    resolution: `Let its owner set the tag \`${siteTagName}\` and switch attribute-based access control on, or let the owner of the stack list the objects in the context \`allow\`.`,
    advice: ({ closed: why }) =>
      why.because === 'missing' ? 'Create the bucket, or name another one.' : undefined,
    command: [
      `aws resourcegroupstaggingapi tag-resources --region <region> --resource-arn-list <arn> --tags ${siteTagName}=<apps> && aws s3api put-bucket-abac --bucket <bucket> --abac-status Status=Enabled`,
      'aws s3api put-bucket-abac --bucket <bucket> --abac-status Status=Enabled',
    ],
    look: listBuckets,
    values({ bucket, closed: why }) {
      if (why.because === 'missing') return {};
      if (why.because === 'abac') return { bucket };
      // The apps that may use it already keep their right.
      const apps = why.tag ? `${why.tag} ${why.app}` : why.app;
      return { region: why.region, arn: why.arn, apps, bucket };
    },
  }),
  SITE_OBJECT_TAKEN: entry({
    severity: 'warning',
    meaning: 'An object under a name of ours belongs to somebody else, so the site is left alone.',
    facts: () => ({
      target: z.string(),
      bucket: z.string(),
      /** Keys in the bucket. */
      keys: names,
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ bucket, keys }) => `s3://${bucket}/${keys[0] ?? ''}`,
    message: ({ bucket, keys }) =>
      `${listing(keys)} in ${bucket} ${keys.length === 1 ? 'was' : 'were'} not written by this link, or changed by somebody else since: nothing of the site is written.`,
    resolution:
      'Delete the object if nobody needs it, leave its file out of `files`, or name another prefix.',
    look: 'aws s3api head-object --bucket <bucket> --key <key>',
    values: ({ bucket, keys }) => ({ bucket, key: keys[0] ?? '' }),
  }),
  SITE_BUCKET_KMS_KEY: entry({
    severity: 'warning',
    meaning: 'The bucket of a site is encrypted by a key of its owner.',
    facts: () => ({
      target: z.string(),
      bucket: z.string(),
      key: z.string(),
      /** The stack has no right on the key; in process those of the caller decide. */
      isLeft: z.boolean(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ bucket }) => bucket,
    message: ({ bucket, key, isLeft }) =>
      `The bucket ${bucket} is encrypted by the key ${key}. ${isLeft ? 'The functions of the stack have no right on it, so the site is left alone.' : 'Whoever writes and reads its objects needs rights on it, CloudFront too.'}`,
    found: ({ key }) => key,
    needed: () => 'SSE-S3, which the objects of a public site may have',
    resolution:
      'Name a bucket that S3 encrypts by a key of its own (SSE-S3), or push in process with rights on the key.',
  }),
  SITE_NOT_BEHIND_DISTRIBUTION: entry({
    severity: 'warning',
    meaning:
      'The bucket of a site is no origin of its distribution, which is therefore not invalidated.',
    facts: () => ({
      target: z.string(),
      distribution: z.string(),
      bucket: z.string(),
      prefix: z.string(),
      /** There is no such distribution in this account. */
      isMissing: z.boolean(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ distribution }) => distribution,
    message: ({ distribution, bucket, prefix, isMissing }) =>
      isMissing
        ? `There is no distribution ${distribution} in this account.`
        : `No origin of the distribution ${distribution} leads to ${prefix || 'the top'} of the bucket ${bucket}.`,
    resolution: 'Name the distribution that serves the bucket, or leave it out.',
    look: 'aws cloudfront get-distribution --region us-east-1 --id <distribution>',
    values: ({ distribution }) => ({ distribution }),
  }),
}));
