import { describe, expect, it } from '@jest/globals';
import { allowedSites } from '../../infra/allowed.ts';
import { siteObjectNames } from '../../src/contract/push/site.ts';
import { isAllow, synthesize, type Statement } from './template.ts';

const stack = synthesize();
const opened = synthesize({
  allow: {
    storefront: [
      'arn:aws:s3:::storefront-uploads',
      'arn:aws:s3:::storefront-web/config/*',
      'arn:aws:cloudfront::111122223333:distribution/E2QWRUHAPOMQZL',
    ],
  },
});
const account = { 'aws:ResourceAccount': { Ref: 'AWS::AccountId' } };
const tagged = {
  StringEquals: account,
  Null: { 'aws:ResourceTag/amplify-import-site': 'false' },
};
const ours = siteObjectNames.map((name) => `arn:<AWS::Partition>:s3:::*/*${name}`);

function allowing(from: typeof stack, state: 'Push target' | 'Follow builds', action: string) {
  return from
    .statementsOf(state)
    .filter((statement: Statement) => isAllow(statement) && statement.actions.includes(action));
}

describe('The files of a site', () => {
  it.each(['s3:PutObject', 's3:DeleteObject'])(
    'are all that a push may %s, in buckets of the account that their owners opened',
    (action) => {
      const statements = allowing(stack, 'Push target', action);

      expect(statements.map(({ resources, condition }) => ({ resources, condition }))).toEqual([
        { resources: ours, condition: tagged },
      ]);
    },
  );

  it('are opened by the patterns of the owner of the stack, too, and no other object there is', () => {
    const [, listed] = allowing(opened, 'Push target', 's3:PutObject');
    const denied = opened
      .statementsOf('Push target')
      .flatMap(({ actions, notResources }) => (notResources ? [{ actions, notResources }] : []));

    expect(listed).toMatchObject({
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      resources: ['arn:aws:s3:::storefront-web/config/*'],
      condition: { StringEquals: account },
    });
    expect(denied).toEqual([
      {
        actions: ['s3:GetObject'],
        notResources: [...ours, expect.stringMatching(/^<ConfigBucket\w+\.Arn>\/\*$/)],
      },
      { actions: ['s3:PutObject', 's3:DeleteObject'], notResources: ours },
    ]);
  });

  it('are looked for by their names alone', () => {
    const lists = allowing(opened, 'Push target', 's3:ListBucket').filter(({ condition }) =>
      JSON.stringify(condition).includes('ResourceAccount'),
    );

    const prefixes = { 's3:prefix': siteObjectNames.map((name) => `*${name}`) };
    expect(lists.map(({ resources, condition }) => ({ resources, condition }))).toEqual([
      {
        resources: ['arn:<AWS::Partition>:s3:::*'],
        condition: { ...tagged, StringLikeIfExists: prefixes },
      },
      {
        resources: ['arn:aws:s3:::storefront-web'],
        condition: { StringEquals: account, StringLikeIfExists: prefixes },
      },
    ]);
  });

  it('are never opened by a pattern that names a bucket, or any other object', () => {
    expect(
      allowedSites({
        storefront: [
          'arn:aws:s3:::storefront-*',
          'arn:aws:s3:::storefront-web',
          'arn:aws:s3:::storefront-web/index.html',
          '*',
          'arn:aws:s3:::storefront-web/amplify_outputs.json',
        ],
      }),
    ).toEqual(['arn:aws:s3:::storefront-web/amplify_outputs.json']);
  });
});

describe('A distribution', () => {
  it('is invalidated where its owner has set the tag, or that of the stack lists it', () => {
    const statements = allowing(opened, 'Follow builds', 'cloudfront:CreateInvalidation');

    expect(statements.map(({ resources, condition }) => ({ resources, condition }))).toEqual([
      {
        resources: ['arn:<AWS::Partition>:cloudfront::<AWS::AccountId>:distribution/*'],
        condition: { Null: { 'aws:ResourceTag/amplify-import': 'false' } },
      },
      {
        resources: ['arn:aws:cloudfront::111122223333:distribution/E2QWRUHAPOMQZL'],
        condition: null,
      },
    ]);
    expect(allowing(opened, 'Push target', 'cloudfront:CreateInvalidation')).toEqual([]);
  });
});
