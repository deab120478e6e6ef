import * as z from 'zod';
import { namedResourceSchema, resourceSubject, resourceWords } from '../named-resource.ts';
import { bucketUses, browserMethods } from '../bucket-uses.ts';
import { granteeSchema, granteeWords } from '../grantee.ts';
import { listing } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';

/** Asked by the owner of a key; which names it by its ARN, where it is known by an alias. */
const createGrant =
  'aws kms create-grant --region <region> --key-id "$(aws kms describe-key --region <region> --key-id <key> --query KeyMetadata.Arn --output text)" --grantee-principal <roleArn> --operations <operations>';

/** A role whose grant on something encrypted works only if it may use the key too. */
function customerKey(meaning: string) {
  return entry({
    severity: 'warning',
    meaning,
    facts: () => ({
      role: z.string(),
      resource: namedResourceSchema(),
      /** By its ARN, its id or an alias; and the region of what it encrypts. */
      key: z.string(),
      region: z.string(),
      /** What the role needs of the key: `Decrypt`, … */
      operations: names,
    }),
    agreed: ['resource', 'key', 'operations'],
    subject: ({ role }) => role,
    message: ({ role, resource, key }) =>
      `The ${resourceWords(resource)} is encrypted by the customer key ${key}: what ${role} is granted there works only if it may use the key.`,
    found: ({ key }) => key,
    needed: ({ operations }) => operations.map((operation) => `kms:${operation}`).join(', '),
    resolution:
      'Unless the role may use the key already, let the owner of the key allow it: rights on keys are never written by this import.',
    command: createGrant,
    values: ({ role, key, region, operations }) => ({ region, key, roleArn: role, operations }),
  });
}

/** Stands in a command where it is not known where the app is opened: S3 refuses a second wildcard. */
const standInOrigin = 'https://*.your-app.*';

/** Findings about granted buckets and streams: whether apps can do there what they are granted. */
export const resourceUseCatalogue = catalogue(() => ({
  BUCKET_CORS: entry({
    severity: 'warning',
    meaning:
      'The CORS configuration of a granted bucket keeps a web app from something that it is granted.',
    facts: () => ({
      bucket: z.string(),
      /** What apps do there by what is granted. */
      uses: z.array(z.enum(bucketUses)).readonly(),
      /** Methods that browsers need for it, and those of them that no rule allows. */
      needed: names,
      missing: names,
      /** Origins of the app to which no rule allows some of the others; left out: none. */
      shutOut: names.optional(),
      /** An upload in parts needs `ETag`, and the rules that allow PUT do not expose it. */
      hidesETag: z.boolean(),
      /** What the rules of the bucket allow, and to which origins; without rules, nothing. */
      allowed: names,
      origins: names,
      /** Where the app is opened, by the callback URLs of the web client; empty: it is not known. */
      appOrigins: names,
    }),
    agreed: ['allowed', 'missing', 'hidesETag'],
    agreedWhereTold: ['shutOut'],
    subject: ({ bucket }) => bucket,
    message: ({ bucket, missing, shutOut = [], hidesETag }) =>
      `A web app is granted more on the bucket ${bucket} than browsers will let it do: ${[
        ...(missing.length > 0 ? [`no CORS rule allows ${missing.join(', ')}`] : []),
        ...(shutOut.length > 0
          ? [`no rule allows ${listing(shutOut)} all that others may do`]
          : []),
        ...(hidesETag ? ['no rule exposes ETag, which an upload in parts needs'] : []),
      ].join(', and ')}.`,
    found: ({ allowed, origins }) =>
      allowed.length > 0
        ? `${allowed.join(', ')} for ${listing(origins)}`
        : 'no CORS configuration',
    needed: ({ uses, appOrigins }) =>
      [
        ...Array.from(
          browserMethods(uses),
          ([method, reasons]) => `${method} ${reasons.join(' and ')}`,
        ),
        ...(uses.includes('upload') ? ['ETag exposed'] : []),
        ...(appOrigins.length > 0 ? [`for ${listing(appOrigins)}`] : []),
      ].join('; '),
    resolution:
      'Allow it to the origins of the app, in place of the one in the command where they are not known. An app that runs in no browser needs nothing.',
    advice({ origins, appOrigins }) {
      const keeping = origins.length > 0 ? ' and keeps the other rules' : '';
      const how =
        appOrigins.length > 0
          ? `Allow it to every origin of the app: the command takes those of the callback URLs of the web client${keeping}.`
          : origins.length > 0
            ? `Allow it to the origins of the app: the command takes those that the bucket knows${keeping}.`
            : `Allow it to the origins of the app, in place of ${standInOrigin} in the command, which S3 refuses.`;
      return `${how} An app that runs in no browser needs nothing.`;
    },
    command: [
      'aws s3api put-bucket-cors --bucket <bucket> --cors-configuration "$(aws s3api get-bucket-cors --bucket <bucket> | jq --argjson rule <rule> \'.CORSRules |= [$rule] + .\')"',
      'aws s3api put-bucket-cors --bucket <bucket> --cors-configuration <configuration>',
    ],
    values({ bucket, needed, allowed, origins, appOrigins }) {
      const known = appOrigins.length > 0 ? appOrigins : origins;

      const rule = {
        AllowedHeaders: ['*'],
        AllowedMethods: needed,
        AllowedOrigins: known.length > 0 ? known : [standInOrigin],
        ...(needed.includes('PUT') && { ExposeHeaders: ['ETag'] }),
      };
      return allowed.length > 0
        ? { bucket, rule: JSON.stringify(rule) }
        : { bucket, configuration: JSON.stringify({ CORSRules: [rule] }) };
    },
  }),
  LIBRARY_CALL_NOT_GRANTED: entry({
    severity: 'info',
    meaning:
      'A library makes a call of its own beside what is granted on a bucket, and the call needs what is not granted: a check after an upload in parts needs `read`, and so does the list by which a folder is removed.',
    facts: () => ({
      bucket: z.string(),
      /** The paths of the request that say so; empty for the three lists. */
      paths: names,
      grantees: z.array(granteeSchema()).readonly(),
      /** What does not work: the check after a large upload, or the removal of a folder. */
      call: z.enum(['upload check', 'folder removal']),
    }),
    agreed: [],
    subject: ({ bucket }) => bucket,
    message({ bucket, paths, grantees, call }) {
      const who = listing(grantees.map(granteeWords));
      const where = paths.length > 0 ? `${listing(paths)} of ${bucket}` : bucket;
      return call === 'upload check'
        ? `In ${where}, ${who} may write and not read: after an upload of more than 5 MiB Amplify's JavaScript library asks for the size of the object, is refused, and reports an error although the upload is complete.`
        : `In ${where}, ${who} may delete and not list: single objects are removed, but the JavaScript library removes a folder by its list.`;
    },
    needed: ({ call }) => (call === 'upload check' ? 's3:GetObject' : 's3:ListBucket'),
    resolution:
      'Nothing to do where no app makes the call. Reading is not given to whoever may only write or delete: grant it if they may read.',
    advice: ({ call }) =>
      call === 'upload check'
        ? "Let the app upload with the option `checksumAlgorithm: 'crc-32'`, with which the library does not ask; or grant reading as well."
        : 'Let the app remove objects one by one, or grant reading (of a path: list) as well.',
  }),
  BUCKET_KMS_KEY: customerKey(
    'A granted bucket is encrypted by a customer key, which the role must be allowed to use too.',
  ),
  STREAM_KMS_KEY: customerKey(
    'A granted stream is encrypted by a customer key, which the role must be allowed to use too.',
  ),
  STREAM_TAKES_NO_RECORDS: entry({
    severity: 'error',
    meaning: 'A granted Firehose stream has a source of its own and takes no records from apps.',
    facts: () => ({ stream: namedResourceSchema(), source: z.string() }),
    agreed: [],
    subject: ({ stream }) => resourceSubject(stream),
    message: ({ stream, source }) =>
      `The ${resourceWords(stream)} reads from a source of its own (${source}) and takes no records from apps.`,
    found: ({ source }) => source,
    needed: () => 'DirectPut',
    resolution: 'Name the source itself, or a Firehose stream whose source is direct PUT.',
  }),
}));
