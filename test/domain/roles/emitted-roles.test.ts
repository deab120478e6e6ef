import { describe, expect, it } from '@jest/globals';
import { inlinePolicyLimit } from '../../../src/contract/quotas.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import { deliveryOf } from '../../../src/domain/roles/deliveries.ts';
import { emittedRoles } from '../../../src/domain/roles/emitted-roles.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { codes } from '../../support/builders/codes.ts';
import { authRoleArn, bucketName } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';
import { aPlan, aRoleChange, planInput, rolePolicies } from '../../support/builders/plan.ts';
import { found, notFound } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const granting = {
  grants: storageGrants(aStorageGrant({ authenticated: ['delete'] })),
  rolePolicies: 'emit',
} as const;
const path = `role-policies/CognitoAuth.${policyName}.json`;
const document = (action: string) =>
  policyDocument([{ action, resource: `arn:aws:s3:::${bucketName}/public/*` }]) ?? '';
const [older, newer] = [document('s3:GetObject'), document('s3:PutObject')];

const emitted = (change: Parameters<typeof aRoleChange>[0], item = aLinkItem()) =>
  emittedRoles(
    { roles: [aRoleChange(change)], otherRoles: [], findings: [] },
    {
      item,
      committed: null,
      rolePolicies: [rolePolicies({ ours: change?.before ? found(change.before) : notFound })],
    },
  );

describe('A role whose policy is emitted', () => {
  it('is planned like one that is written, and not written', () => {
    const written = makePlan(
      planInput({ request: aRequest({ ...granting, rolePolicies: 'write' }) }),
    );
    const { roles, hash } = makePlan(planInput({ request: aRequest(granting) }));

    expect(roles).toEqual(written.roles.map((change) => ({ ...change, write: false })));
    expect(roles).toHaveLength(1);
    // Whoever agreed to one has not agreed to the other.
    expect(hash).not.toBe(written.hash);
  });

  it('says that its owner has something to do', () => {
    const { findings, findingsIfAccepted } = emitted({ before: null, after: newer });

    expect(findings).toEqual([]);
    expect(findingsIfAccepted).toEqual([
      expect.objectContaining({
        code: 'POLICY_EMITTED',
        severity: 'info',
        subject: authRoleArn,
        message: `${authRoleArn} does not hold the policy ${policyName} yet: what the request grants takes effect once the owner of the role has put ${path} there. Under another name, or as a managed policy, it is not seen here.`,
        facts: { role: authRoleArn, policyName, file: path, holds: 'nothing' },
      }),
    ]);
  });

  it('says nothing once its owner has put it there', () => {
    expect(emitted({ before: newer, after: newer })).toMatchObject({
      findings: [],
      findingsIfAccepted: [],
    });
  });

  it('is told to be out of date when the owner has put another version there: no drift of ours', () => {
    const { findings } = makePlan(
      planInput({
        request: aRequest(granting),
        rolePolicies: [rolePolicies({ ours: found(older) })],
      }),
    );

    expect(findings.filter(({ subject }) => subject === authRoleArn)).toEqual([
      expect.objectContaining({
        code: 'POLICY_EMITTED',
        message: expect.stringContaining('in another version'),
        facts: expect.objectContaining({ holds: 'another version' }),
      }),
    ]);
  });

  it('is told to be over its budget, which refuses nothing: its owner may attach it otherwise', () => {
    const full = rolePolicies({ foreign: found([{ name: 'p', size: inlinePolicyLimit }]) });

    const plan = makePlan(planInput({ request: aRequest(granting), rolePolicies: [full] }));

    expect(plan.findings.find(({ code }) => code === 'POLICY_BUDGET_EXCEEDED')).toMatchObject({
      severity: 'warning',
      found: expect.stringContaining('10240 characters of other policies'),
      resolution: expect.stringContaining('6,144'),
    });
    expect(deliveryOf(plan.request).files(plan)).toHaveLength(1);
  });
});

describe('A policy that an earlier import wrote', () => {
  const ours = aLinkItem({ ledger: [aLedgerEntry(older)] });
  const command = `aws iam delete-role-policy --role-name CognitoAuth --policy-name ${policyName}`;

  it.each([
    ['something else', newer, 'warning', ['POLICY_LEFT_STANDING', 'POLICY_EMITTED']],
    ['nothing', null, 'warning', ['POLICY_LEFT_STANDING']],
    ['the same', older, 'info', ['POLICY_LEFT_STANDING']],
  ])(
    'is left there, and told of, when the request grants %s',
    (requested, after, severity, expected) => {
      const { roles, findings, findingsIfAccepted } = emitted({ before: older, after }, ours);

      expect(roles).toEqual([expect.objectContaining({ before: older, after, write: false })]);
      expect(codes([...findings, ...findingsIfAccepted])).toEqual(expected);
      expect(findings[0]).toMatchObject({
        severity,
        subject: authRoleArn,
        command,
        facts: { byImport: true, requested },
      });
    },
  );

  it('is nothing to tell of once it is gone', () => {
    expect(emitted({ before: null, after: null, write: true }, ours)).toEqual({
      roles: [],
      otherRoles: [],
      findings: [],
      findingsIfAccepted: [],
      restoredFirst: [],
    });
  });
});

describe('A role on which a run that died had written', () => {
  const item = aLinkItem({
    intent: anIntent({
      roles: [{ roleArn: authRoleArn, policyName, before: older, afterSha256: sha256(newer) }],
    }),
  });
  const planned = {
    roles: [aRoleChange({ before: newer, after: null })],
    otherRoles: [],
    findings: [],
  };
  const interrupted = {
    item,
    committed: null,
    rolePolicies: [rolePolicies({ ours: found(newer) })],
  };

  it('is one that the plan names as restored first, and is told as it will be then', () => {
    const { restoredFirst, roles, findings } = emittedRoles(planned, interrupted);

    expect(restoredFirst).toEqual([authRoleArn]);
    expect(roles).toEqual([expect.objectContaining({ before: newer })]);
    expect(findings).toMatchObject([
      { code: 'POLICY_LEFT_STANDING', facts: { requested: 'nothing', byImport: true } },
      { code: 'BEGUN_WRITE_UNDONE', facts: { current: newer, restored: older } },
    ]);
  });

  it('is none where that run had come to its commit', () => {
    expect(emittedRoles(planned, { ...interrupted, committed: aPlan() })).toMatchObject({
      restoredFirst: [],
      findings: [{ code: 'POLICY_LEFT_STANDING' }],
    });
  });
});
