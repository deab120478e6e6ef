import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { linkPartPattern } from '../../src/contract/name-patterns.ts';
import { readsTag } from '../../src/contract/stack.ts';
import { isAllowed } from '../../src/domain/iam/evaluator.ts';
import { asText, synthesize } from './template.ts';
import { runs } from '../support/counts.ts';

const stack = synthesize();
const policy = [...stack.all('AWS::IAM::ManagedPolicy')].find(([id]) =>
  id.startsWith('Readers'),
)?.[1];

const bucket = 'arn:aws:s3:::config-bucket';
const parameter = 'arn:aws:ssm:eu-west-1:111122223333:parameter/amplify-import/stack';

/** The document as IAM gets it: its references are of a bucket and an account. */
const document = withoutReferences(policy?.Properties['PolicyDocument']);

function withoutReferences(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && /^(Ref|Fn::)/.test(Object.keys(item)[0] ?? '')
      ? asText(item)
          .replace(/<Config\w+\.Arn>/, bucket)
          .replace('<AWS::Partition>', 'aws')
          .replace('<AWS::Region>', 'eu-west-1')
          .replace('<AWS::AccountId>', '111122223333')
      : item,
  );
}

/** Who reads: nothing is known of somebody without the tag. */
const tagged = (value: string | null): Record<string, string> =>
  value === null ? {} : { [`aws:PrincipalTag/${readsTag}`]: value };
const gets = (tag: string | null, key: string) =>
  isAllowed([document], {
    action: 's3:GetObject',
    resource: `${bucket}/${key}`,
    context: tagged(tag),
  });
const lists = (tag: string | null, prefix: string | null) =>
  isAllowed([document], {
    action: 's3:ListBucket',
    resource: bucket,
    context: { ...tagged(tag), ...(prefix !== null && { 's3:prefix': prefix }) },
  });
const findsStack = (tag: string | null) =>
  isAllowed([document], {
    action: 'ssm:GetParameter',
    resource: parameter,
    context: tagged(tag),
  });

const manifest = 'config/storefront/prod/manifest.json';
const revision =
  'config/storefront/prod/revisions/1-0123456789ab/android/amplifyconfiguration.json';

describe('The policy for readers', () => {
  it('has a name in each region, and is attached to nobody', () => {
    expect(asText(policy?.Properties['ManagedPolicyName'])).toBe(
      'AmplifyImportReader-<AWS::Region>',
    );
    for (const kind of ['Roles', 'Users', 'Groups']) {
      expect(policy?.Properties[kind]).toBeUndefined();
    }
  });

  it.each(['storefront', 'storefront/prod'])('lets the tag "%s" read its config', (tag) => {
    expect([manifest, revision].map((key) => gets(tag, key))).toEqual([true, true]);
    expect(lists(tag, manifest)).toBe(true);
    expect(findsStack(tag)).toBe(true);
  });

  it.each([
    ['no tag', null],
    ['an empty tag', ''],
    ['a blank one', ' '],
    ['the tag of another app', 'backoffice'],
    ['the tag of another environment', 'storefront/dev'],
    ['the beginning of a name', 'store'],
    ['a wildcard, if IAM took one', '*'],
    ['a wildcard behind the app, if IAM took one', 'storefront/*'],
    ['a character for any, if IAM took one', 'storefront/pro?'],
    ['a path that leads up', '../reports'],
    ['a slash', '/'],
  ])('gives nothing of storefront/prod to %s', (_, tag) => {
    expect([manifest, revision].map((key) => gets(tag, key))).toEqual([false, false]);
    expect(lists(tag, manifest)).toBe(false);
  });

  it.each(['storefront', 'storefront/prod'])('shows "%s" no other folder of the bucket', (tag) => {
    const keys = ['reports/storefront/prod/1/plan.json', 'config/storefront-b/prod/manifest.json'];

    expect(keys.map((key) => gets(tag, key))).toEqual([false, false]);
    for (const prefix of [null, '', 'config/', 'config/storefront', 'reports/storefront/']) {
      expect([prefix, lists(tag, prefix)]).toEqual([prefix, false]);
    }
  });

  it.each([null, ''])('does not say where the stack is to the tag %j', (tag) => {
    expect(findsStack(tag)).toBe(false);
  });

  it('gives every tag exactly the config below what it names', () => {
    const name = fc.stringMatching(linkPartPattern);
    const tags = fc.oneof(
      fc.tuple(name, name).map((parts) => parts.join('/')),
      name,
      fc.stringMatching(/^[a-z0-9_.:/=+@-]{0,40}$/),
    );
    fc.assert(
      fc.property(tags, name, name, (tag, app, env) => {
        const key = `config/${app}/${env}/manifest.json`;
        const isNamed = tag !== '' && key.startsWith(`config/${tag}/`);

        expect([gets(tag, key), lists(tag, key)]).toEqual([isNamed, isNamed]);
      }),
      runs(100),
    );
  });

  it('only reads', () => {
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:GetObjectVersion']) {
      const request = { action, resource: `${bucket}/${manifest}`, context: tagged('storefront') };

      expect([action, isAllowed([document], request)]).toEqual([action, false]);
    }
  });
});

describe('The bucket', () => {
  it('is public to nobody: its policy allows nothing but the delivery of access logs', () => {
    const allowed = [...stack.all('AWS::S3::BucketPolicy').values()].flatMap(({ Properties }) =>
      (
        Properties['PolicyDocument'] as { Statement: { Effect: string; Principal: object }[] }
      ).Statement.filter(({ Effect }) => Effect === 'Allow').map(({ Principal }) => Principal),
    );

    expect(allowed).toEqual([{ Service: 'logging.s3.amazonaws.com' }]);
  });
});
