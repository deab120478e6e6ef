import { describe, expect, it } from '@jest/globals';

import { planOfCase } from '../support/aws-world/field-account.ts';

const name = 'AppAuth';
const boundary = 'arn:aws:iam::123456789012:policy/Developers';
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

/** What is told of a grant on a bucket of us-east-1, where these statements bound its role. */
async function maskOf(...statements: readonly object[]) {
  const { findings } = await planOfCase('07a-foreign-deny', (world) => {
    const role = world.iam.roles.get(name);
    if (role) world.iam.roles.set(name, { ...role, policies: {}, boundary });
    world.iam.managed.set(
      boundary,
      JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    );
  });
  return findings
    .filter(({ code }) => code === 'BOUNDARY_MASKS_GRANT')
    .map(({ facts }) => facts as Record<'masked' | 'partly', readonly string[]>);
}

describe('A permissions boundary of a role that is granted a bucket', () => {
  const abroad = (...regions: readonly string[]) => ({
    Effect: 'Deny',
    NotAction: ['iam:*', 'sts:*'],
    Resource: '*',
    Condition: { StringNotEquals: { 'aws:RequestedRegion': regions } },
  });

  it.each<[string, readonly object[]]>([
    ['it denies other regions', [everything, abroad('eu-west-1', 'us-east-1')]],
    [
      'it allows the region',
      [{ ...everything, Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }],
    ],
    [
      'it allows the account',
      [{ ...everything, Condition: { StringEquals: { 's3:ResourceAccount': '123456789012' } } }],
    ],
    [
      'it ends sessions that are over',
      [
        everything,
        {
          ...everything,
          Effect: 'Deny',
          Condition: { DateLessThan: { 'aws:TokenIssueTime': '2014-05-07T23:47:00Z' } },
        },
      ],
    ],
  ])('takes nothing of it where %s', async (_, statements) => {
    expect(await maskOf(...statements)).toEqual([]);
  });

  it('takes all of it where it denies the region of the bucket', async () => {
    expect(await maskOf(everything, abroad('eu-west-1'))).toEqual([
      expect.objectContaining({
        masked: expect.arrayContaining(['s3:GetObject', 's3:PutObject']),
        partly: [],
      }),
    ]);
  });
});
