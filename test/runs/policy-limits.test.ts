import { beforeEach, describe, expect, test } from '@jest/globals';
import { inlinePolicyLimit } from '../../src/contract/quotas.ts';
import { countedSize } from '../../src/domain/iam/document.ts';
import { isAllowed } from '../../src/domain/iam/evaluator.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { roleAt, sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { restApiId } from '../support/builders/grants.ts';
import { authRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';

const names =
  'carts orders prices stocks stores offers brands labels routes depots refunds returns reviews coupons';
const paths = names.split(' ').map((name) => `/v1/${name}`);
const foreignSize = 8_400;

/** A policy of another team of exactly that many counted characters, and of more with its white space. */
function foreignPolicyOf(size: number): string {
  const text = (sid: string) =>
    `{ "Version": "2012-10-17",\n  "Statement": [ { "Sid": "${sid}", "Effect": "Deny" } ] }\n`;
  return text('x'.repeat(size - countedSize(text(''))));
}

/** Readers of so many paths, with or without what the full request grants on storage. */
const requestOf = (count: number, storage: readonly object[] = fullRequest.grants.storage) => ({
  ...fullRequest,
  grants: {
    storage,
    rest: [
      {
        api: restApiId,
        stage: 'prod',
        paths: paths.slice(0, count).map((path) => ({ path, authenticated: ['read'] })),
      },
    ],
  },
});

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
  roleAt(world, authRoleArn).policies = { 'platform-team': foreignPolicyOf(foreignSize) };
  world.apiGateway.restApis.put('eu-west-1', restApiId, {
    stages: ['prod'],
    resources: paths.map((path, index) => ({
      id: `r${index}`,
      path,
      resourceMethods: { GET: { authorizationType: 'AWS_IAM' } },
    })),
  });
});

const ours = () => policiesOf(world)['CognitoAuth']?.[policyName] ?? '';
const opens = (call: string) =>
  isAllowed([ours()], {
    action: 'execute-api:Invoke',
    resource: `arn:aws:execute-api:eu-west-1:111122223333:${restApiId}/prod/${call}`,
    context: {},
  });

describe('S9: A team at the policy limit', () => {
  test('S9, W-22: What fits beside the policies of others is written, each path by its name', async () => {
    const result = await runOnce(requestOf(8, []));

    expect(result.status).toBe('published');
    expect(foreignSize + countedSize(ours())).toBeLessThanOrEqual(inlinePolicyLimit);
    expect(paths.map((path) => opens(`GET${path}`))).toEqual(paths.map((_, index) => index < 8));
    const wider = ['GET/v1', 'GET/v1/others', 'GET/', 'POST/v1/carts'];
    expect(wider.filter(opens)).toEqual([]);
  });

  test('S9, W-22: What does not fit is refused with the numbers, before anything is written', async () => {
    const before = policiesOf(world);

    const result = await runOnce(requestOf(14));

    expect(result.status).toBe('refused');
    const errors = result.findings.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'POLICY_BUDGET_EXCEEDED',
        subject: authRoleArn,
        found: expect.stringMatching(/^8400 characters of other policies and \d{4} of ours$/),
        needed: 'at most 10240 characters together, of which 1840 are left',
      }),
    ]);
    expect(actionsOf(world.calls)).not.toContain('iam:PutRolePolicy');
    expect(policiesOf(world)).toEqual(before);
    expect(storedTexts(world)).toEqual({});
  });

  test('S9, W-22: The finding offers the documents as files', async () => {
    const { findings } = await runOnce(requestOf(14));

    const { resolution } = findings.find(({ code }) => code === 'POLICY_BUDGET_EXCEEDED') ?? {};
    expect(resolution).toContain('"rolePolicies": "emit"');
  });

  test('S9b: A write that is denied on the second role rolls the first one back', async () => {
    const before = policiesOf(world);
    const guest = { action: 'PutRolePolicy', input: { RoleName: 'CognitoGuest' } };
    world.faults.fail(guest, accessDenied());

    const result = await runOnce(fullRequest);

    expect(result).toMatchObject({ status: 'failed', error: { name: 'AccessDenied' } });
    expect(result.error?.message).toContain('iam:PutRolePolicy');
    expect(actionsOf(world.calls)).toEqual(
      expect.arrayContaining(['iam:PutRolePolicy', 'iam:DeleteRolePolicy']),
    );
    expect(policiesOf(world)).toEqual(before);
    expect(storedTexts(world)).toEqual({});
    expect(linkItemOf(world)).toMatchObject({ intent: null, revision: null, ledger: [] });
  });
});
