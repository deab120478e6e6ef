import { describe, expect, it } from '@jest/globals';
import type { RunRequest } from '../../../src/contract/request.ts';
import type { PlannedKey } from '../../../src/contract/push/target.ts';
import type { Reading } from '../../../src/domain/readings.ts';
import {
  hasCloudFront,
  invalidationOf,
  viewerFolder,
  type SeenDistribution,
} from '../../../src/domain/targets/site/distribution.ts';
import { siteOpenness } from '../../../src/domain/targets/site/open.ts';
import { siteRules, type SiteFacts } from '../../../src/domain/targets/site/rules.ts';
import type { TargetContext } from '../../../src/domain/targets/target-kind.ts';
import { aRequest } from '../../support/builders/request.ts';
import { publishedSample } from '../../support/builders/targets.ts';

const bucket = 'storefront-web';
const region = 'eu-west-1';
const id = `site:${bucket}/config/`;
const site = { bucket, prefix: 'config/', distributionId: null, files: ['outputs' as const] };
const hashes = {
  'amplify_outputs.json': 'a'.repeat(64),
  'amplifyconfiguration.json': 'b'.repeat(64),
  'aws-exports.js': 'c'.repeat(64),
  'manifest.json': 'd'.repeat(64),
};

function contextOf(sites: RunRequest['sites']): TargetContext {
  return {
    request: aRequest({ sites }),
    source: { ...publishedSample, app: 'storefront', env: 'prod', configUri: null },
    startedBy: 'request',
    allowList: {},
    executionRoles: {},
    otherLinks: {},
    files: hashes,
  };
}

describe('A site that a request wants', () => {
  it('has a key for each file and one for the manifest, by their hashes', () => {
    expect(siteRules.wanted(contextOf([site]))).toEqual([
      {
        id,
        kind: 'site',
        keys: {
          'amplify_outputs.json': hashes['amplify_outputs.json'],
          'amplify-import-manifest.json': hashes['manifest.json'],
        },
        distribution: null,
      },
    ]);
  });

  it.each(['config', '/config/', 'config//'])('is the same one by the prefix "%s"', (prefix) => {
    const other = { ...site, prefix, distributionId: 'E1' };

    const wanted = siteRules.wanted(contextOf([site, other]));

    expect(wanted.map((one) => [one.id, one.distribution])).toEqual([
      [id, { id: 'E1', path: null }],
    ]);
  });

  it('lies at the top of the bucket without a prefix', () => {
    const [top] = siteRules.wanted(contextOf([{ ...site, prefix: '/' }]));

    expect(top?.id).toBe(`site:${bucket}/`);
  });

  it('whose bucket is not there is a warning', () => {
    expect(siteRules.missing(id)).toMatchObject({
      code: 'SITE_BUCKET_NOT_OPEN',
      severity: 'warning',
      message: `There is no bucket ${bucket} in this account.`,
      resolution: 'Create the bucket, or name another one.',
      look: "aws s3api list-buckets --query 'Buckets[].Name'",
    });
  });
});

describe('The word of the owner of a bucket', () => {
  const place = { bucket, prefix: 'config/' };
  const names = ['amplify_outputs.json', 'amplify-import-manifest.json'];
  const nobody = { region, tag: null, abac: false };

  it.each([
    ['the tag and ABAC', [], { region, tag: 'any', abac: true }, 'open'],
    ['the tag alone', [], { region, tag: 'storefront', abac: false }, 'abac'],
    ['ABAC alone', [], { region, tag: null, abac: true }, 'tag'],
    ['a list of the objects', [`arn:aws:s3:::${bucket}/config/*`], nobody, 'open'],
    ['a list of one of the objects', [`arn:aws:s3:::${bucket}/config/${names[0]}`], nobody, 'tag'],
    [
      'a list of the bucket',
      [`arn:aws:s3:::${bucket}`, 'arn:aws:s3:::storefront-*'],
      nobody,
      'tag',
    ],
    ['a list of other objects', [`arn:aws:s3:::${bucket}/images/*`], nobody, 'tag'],
  ])('%s gives "%s"', (_, patterns, word, openness) => {
    expect(siteOpenness({ storefront: patterns }, 'storefront', place, names, word)).toBe(openness);
  });

  it('is not asked in process', () => {
    expect(siteOpenness(null, 'storefront', place, names, nobody)).toBe('open');
  });
});

describe('The path of a site below a distribution', () => {
  const place = { bucket: 'a.s3', prefix: 'web/config/' };
  const folder = (domain: string, path = '') =>
    viewerFolder({ arn: '', tag: null, origins: [{ domain, path }] }, place, region);

  it.each([
    ['a.s3.s3.amazonaws.com', '', '/web/config/'],
    ['a.s3.s3.eu-west-1.amazonaws.com', '/web', '/config/'],
    ['A.S3.s3-eu-west-1.amazonaws.com', '/web/config', '/'],
    ['a.s3.s3-website-eu-west-1.amazonaws.com', '', '/web/config/'],
    ['a.s3.s3-website.eu-west-1.amazonaws.com', '', '/web/config/'],
    ['a.s3.s3.dualstack.eu-west-1.amazonaws.com', '', '/web/config/'],
    ['a.s3.s3.us-east-1.amazonaws.com', '', null],
    ['a.s3.amazonaws.com', '', null],
    ['a.s3.s3.amazonaws.com.example.com', '', null],
    ['a.s3.s3.amazonaws.com', '/we', null],
    ['a.s3.s3.amazonaws.com', '/other', null],
  ])('of the origin %s%s is %s', (domain, path, expected) => {
    expect(folder(domain, path)).toBe(expected);
  });

  it('is known where CloudFront is, which is not everywhere', () => {
    expect(['eu-west-1', 'cn-north-1'].map(hasCloudFront)).toEqual([true, true]);
    expect(['us-gov-west-1', 'us-iso-east-1', 'eusc-de-east-1'].map(hasCloudFront)).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('An invalidation', () => {
  const object = { etag: '"1"', modified: '2026-01-01T00:00:00.000Z' };
  const objects = { 'amplify_outputs.json': object, 'amplify-import-manifest.json': object };

  it('takes one path for all names that begin alike', () => {
    expect(invalidationOf('/config/', objects).paths).toEqual(['/config/amplify*']);
    expect(invalidationOf('/', { ...objects, 'aws-exports.js': object }).paths).toEqual([
      '/amplify*',
      '/aws-exports.js',
    ]);
  });

  it('is the same one for the same objects, and another one for those that were written anew', () => {
    const { reference } = invalidationOf('/config/', objects);
    const anew = { ...objects, 'amplify_outputs.json': { ...object, modified: 'later' } };

    expect(invalidationOf('/config/', { ...objects }).reference).toBe(reference);
    expect(invalidationOf('/config/', anew).reference).not.toBe(reference);
    expect(invalidationOf('/', objects).reference).not.toBe(reference);
    expect(reference.length).toBeLessThanOrEqual(128);
  });
});

describe('What is wrong with a site', () => {
  const after = 'a'.repeat(64);
  const key: PlannedKey = { before: null, seen: null, after, earlier: [] };
  const distribution: Reading<SeenDistribution> = {
    status: 'found',
    value: {
      arn: 'arn:aws:cloudfront::111122223333:distribution/E1',
      tag: 'any',
      origins: [{ domain: `${bucket}.s3.amazonaws.com`, path: '' }],
    },
  };
  const context = contextOf([{ ...site, distributionId: 'E1' }]);
  const judge = (
    facts: Partial<SiteFacts>,
    planned = key,
    allowList: TargetContext['allowList'] = {},
  ) =>
    siteRules.judge(
      {
        id,
        wanted: siteRules.wanted(context)[0] ?? null,
        keys: { 'amplify_outputs.json': planned },
        seen: {
          arn: `arn:aws:s3:::${bucket}`,
          tag: null,
          ours: {},
          foreign: null,
          executionRole: null,
          facts: { region, openness: 'open', kmsKey: null, distribution, ...facts },
        },
      },
      { ...context, allowList },
    );
  const told = (judged: ReturnType<typeof judge>) => [
    judged.error,
    judged.findings.map(({ code }) => code),
  ];

  it('is nothing where all is well, and its path is known', () => {
    expect(judge({})).toEqual({ findings: [], error: null, invalidates: '/config/' });
  });

  it.each(['tag', 'abac'] as const)('is a bucket that is not open: %s', (openness) => {
    expect(told(judge({ openness }))).toEqual(['SITE_BUCKET_NOT_OPEN', ['SITE_BUCKET_NOT_OPEN']]);
  });

  it('is the key of the owner for the stack, and a word of warning in process', () => {
    const kmsKey = 'arn:aws:kms:eu-west-1:111122223333:key/1';

    expect(told(judge({ kmsKey }))).toEqual(['SITE_BUCKET_KMS_KEY', ['SITE_BUCKET_KMS_KEY']]);
    expect(told(judge({ kmsKey }, key, null))).toEqual([null, ['SITE_BUCKET_KMS_KEY']]);
  });

  it('is an object of somebody else, and none of ours nor one that is as wanted', () => {
    const theirs = { ...key, seen: { sha256: 'e'.repeat(64) } };

    expect(told(judge({}, theirs))).toEqual(['SITE_OBJECT_TAKEN', ['SITE_OBJECT_TAKEN']]);
    expect(told(judge({}, { ...theirs, earlier: ['e'.repeat(64)] }))).toEqual([null, []]);
    expect(told(judge({}, { ...key, seen: { sha256: after } }))).toEqual([null, []]);
    expect(told(judge({}, { ...theirs, after: null }))).toEqual([null, []]);
  });

  it('is a distribution where there is no CloudFront', () => {
    const judged = judge({ region: 'us-gov-west-1', distribution: null });

    expect(told(judged)).toEqual(['SERVICE_NOT_IN_PARTITION', ['SERVICE_NOT_IN_PARTITION']]);
  });

  it('is a distribution that may not be read', () => {
    const denied = { status: 'denied', action: 'cloudfront:GetDistribution' } as const;

    expect(told(judge({ distribution: denied }))).toEqual([
      'TARGET_UNREADABLE',
      ['TARGET_UNREADABLE'],
    ]);
  });

  it.each([
    ['that is not there', { status: 'not-found' } as const, 'SITE_NOT_BEHIND_DISTRIBUTION'],
    [
      'of another bucket',
      { ...distribution, value: { ...distribution.value, origins: [] } },
      'SITE_NOT_BEHIND_DISTRIBUTION',
    ],
    [
      'without the word of its owner',
      { ...distribution, value: { ...distribution.value, tag: null } },
      'TARGET_NOT_ALLOWED',
    ],
  ])('is told of a distribution %s, whose files are written all the same', (_, reading, code) => {
    const judged = judge({ distribution: reading });

    expect(told(judged)).toEqual([null, [code]]);
    expect(judged.invalidates).toBeUndefined();
  });
});
