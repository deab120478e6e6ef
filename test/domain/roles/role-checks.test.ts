import { describe, expect, it } from '@jest/globals';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { codes } from '../../support/builders/codes.ts';
import { anAuthRole } from '../../support/builders/identity-pool.ts';
import { authRoleArn, bucketName } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, policyName } from '../../support/builders/link.ts';
import { planInput, rolePolicies } from '../../support/builders/plan.ts';
import { denied, found, notFound } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import { identitySettings } from '../../support/builders/settings.ts';

const document =
  policyDocument([{ action: 's3:GetObject', resource: `arn:aws:s3:::${bucketName}/public/*` }]) ??
  '';
const item = aLinkItem({ ledger: [aLedgerEntry(document)] });

/** A plan by which the auth role, which the identity pool no longer names, only loses our policy. */
const losing = (
  reading: Partial<Parameters<typeof rolePolicies>[0]>,
  overrides: Partial<Parameters<typeof planInput>[0]> = {},
) =>
  makePlan(
    planInput({
      item,
      identityPool: { settings: identitySettings({ roles: [] }), findings: [] },
      rolePolicies: [rolePolicies({ ours: found(document), ...reading })],
      allowList: {},
      ...overrides,
    }),
  );

describe('A role that only loses our policy, when deployed', () => {
  it('refuses the import when its owner allows us nothing any more', () => {
    const plan = losing({ role: found(anAuthRole()) });

    expect(plan.findings).toEqual([
      expect.objectContaining({
        code: 'RESOURCE_NOT_ALLOWED',
        severity: 'error',
        subject: authRoleArn,
        found: 'no tag',
        resolution: expect.stringContaining(
          `aws iam delete-role-policy --role-name CognitoAuth --policy-name ${policyName}`,
        ),
        command:
          'aws iam tag-role --role-name CognitoAuth --tags Key=amplify-import,Value=storefront',
      }),
    ]);
  });

  it.each([
    [
      'the tag is there',
      { role: found(anAuthRole({ tags: { 'amplify-import': 'storefront' } })) },
      {},
    ],
    [
      'the stack allows it',
      { role: found(anAuthRole()) },
      { allowList: { storefront: ['arn:*'] } },
    ],
    ['it runs in process', {}, { allowList: null }],
  ])('is written on when %s', (_, reading, overrides) => {
    const { roles, findings } = losing(reading, overrides);

    expect(findings).toEqual([]);
    expect(roles).toEqual([expect.objectContaining({ after: null, write: true })]);
  });

  it('is left alone once somebody has deleted the policy by hand', () => {
    const { roles, findings } = losing({ ours: notFound, role: found(anAuthRole()) });

    expect([roles, findings]).toEqual([[], []]);
  });

  it('is told when AWS does not show it', () => {
    const { findings } = losing({ role: denied('iam:GetRole') });

    expect(codes(findings)).toEqual(['READ_DENIED']);
  });

  it('is judged by what was read with the identity pool, where that names it', () => {
    const held = { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' } as const;
    const settings = (allowTag?: string) =>
      identitySettings({ roles: [{ ...held, ...(allowTag && { allowTag }) }] });
    const of = (allowTag?: string) =>
      losing({}, { identityPool: { settings: settings(allowTag), findings: [] } }).findings;

    expect(codes(of())).toEqual(['RESOURCE_NOT_ALLOWED']);
    expect(codes(of('any'))).toEqual([]);
  });

  it('needs nothing of its owner when policies are emitted', () => {
    const { roles, findings } = losing({}, { request: aRequest({ rolePolicies: 'emit' }) });

    expect(roles).toEqual([expect.objectContaining({ write: false })]);
    expect(codes(findings)).toEqual(['POLICY_LEFT_STANDING']);
  });
});
