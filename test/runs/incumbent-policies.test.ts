import { beforeEach, describe, expect, test } from '@jest/globals';
import { isAllowed } from '../../src/domain/iam/evaluator.ts';
import { fullRequest, policiesOf, runOnce } from '../support/aws-world/import-runs.ts';
import {
  foreignPolicyName,
  sampleAccount,
  seedBucket,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { graphqlApiId, restApiId } from '../support/builders/grants.ts';
import { codes } from '../support/builders/codes.ts';
import { policyName } from '../support/builders/link.ts';

/** Weaknesses of the incumbent that concern the policies of roles, each with what must come of it here. */

/** Roles that its root stack makes for every environment, and that nobody assumes after an import. */
const rootRoles = ['amplify-storefront-prod-authRole', 'amplify-storefront-prod-unauthRole'];

let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
  for (const name of rootRoles) seedRole(world, `arn:aws:iam::111122223333:role/${name}`);
});

const policyOf = (role: string) => policiesOf(world)[role]?.[policyName];
const written = () => ['CognitoAuth', 'CognitoGuest'].flatMap((role) => policyOf(role) ?? []);
const actionsIn = (document: string): string[] =>
  (JSON.parse(document) as { Statement: { Action: string | string[] }[] }).Statement.flatMap(
    ({ Action }) => Action,
  );
const untouched = () => rootRoles.map((role) => policiesOf(world)[role]);
const run = (grants: object) => runOnce({ ...fullRequest, grants });

describe('Policies of an import', () => {
  test('W-2: of REST paths stand on the imported roles, and on no other', async () => {
    const paths = [{ path: '/products', authenticated: ['read'], guest: ['read'] }];

    const result = await run({ rest: [{ api: restApiId, stage: 'prod', paths }] });

    expect(result.status).toBe('published');
    const call = {
      action: 'execute-api:Invoke',
      resource: `arn:aws:execute-api:eu-west-1:111122223333:${restApiId}/prod/GET/products`,
      context: {},
    };
    const opened = ['CognitoAuth', 'CognitoGuest'].map((role) =>
      isAllowed([policyOf(role) ?? ''], call),
    );
    expect(opened).toEqual([true, true]);
    expect(untouched()).toEqual([{}, {}]);
  });

  test('W-3: of notifications are on no role: their service is retired, and the answer says so', async () => {
    const stream =
      'arn:aws:mobiletargeting:eu-west-1:111122223333:apps/0123456789abcdef0123456789abcdef';

    const result = await run({ analytics: [{ stream, authenticated: true, guest: true }] });

    expect(result.status).toBe('refused');
    expect(codes(result.findings)).toContain('SERVICE_RETIRED');
    expect(written()).toEqual([]);
    expect(untouched()).toEqual([{}, {}]);
  });

  test('W-26: of a GraphQL API whose answer lists no other way in are written like any', async () => {
    world.appsync.apis.put('eu-west-1', graphqlApiId, {
      arn: `arn:aws:appsync:eu-west-1:111122223333:apis/${graphqlApiId}`,
      authenticationType: 'AWS_IAM',
    });

    const result = await run({ graphql: [{ api: graphqlApiId, authenticated: true }] });

    expect(result.status).toBe('published');
    expect(actionsIn(policyOf('CognitoAuth') ?? '')).toEqual(['appsync:GraphQL']);
  });

  test('W-28: with all four operations hold the actions of these, without any of administration', async () => {
    await runOnce(fullRequest);

    const actions = new Set(written().flatMap(actionsIn));
    expect([...actions].toSorted()).toEqual([
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
    ]);
  });

  test('W-29: of a bucket that somebody else made do let users in', async () => {
    const bucket = 'somebody-elses-uploads';
    seedBucket(world, bucket, { tags: { 'aws:cloudformation:stack-name': 'their-stack' } });

    await run({ storage: [{ bucket, authenticated: ['create', 'read', 'update', 'delete'] }] });

    const on = (action: string) => ({
      action,
      resource: `arn:aws:s3:::${bucket}/public/a.jpg`,
      context: {},
    });
    const allowed = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].map((action) =>
      isAllowed([policyOf('CognitoAuth') ?? ''], on(action)),
    );
    expect(allowed).toEqual([true, true, true]);
    expect(Object.keys(policiesOf(world)['CognitoAuth'] ?? {})).toContain(foreignPolicyName);
  });
});
