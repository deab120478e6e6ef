import { beforeEach, describe, expect, it } from '@jest/globals';
import { detailTypes } from '../../src/contract/events.ts';
import type { Result } from '../../src/contract/result.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import {
  roleAt,
  sampleAccount,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { userPoolId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';

const policyName = 'AmplifyImport-storefront.prod.fn';
const userPoolArn = `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${userPoolId}`;
const roleOf = (name: string) => `arn:aws:iam::111122223333:role/service-role/${name}-role`;
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
  for (const name of ['orders', 'mail']) {
    world.lambda.add(homeRegion, name);
    seedRole(world, roleOf(name), {
      policies: { logs: '{"Version":"2012-10-17","Statement":[]}' },
    });
  }
});

const policiesOf = (name: string) => roleAt(world, roleOf(name)).policies;
const statementOf = (name: string) => {
  const document = policiesOf(name)[policyName];
  return document === undefined
    ? null
    : (JSON.parse(document) as { Statement: { Action: string | string[]; Resource: string }[] })
        .Statement;
};
const hasty = (overrides: Partial<Services> = {}) =>
  stackServices({ wait: async () => undefined, ...overrides });

const allow = (...patterns: string[]) =>
  hasty({
    allowList: {
      storefront: ['arn:aws:iam::*', 'arn:aws:s3:::*', 'arn:aws:lambda:*', ...patterns],
    },
  });
const tags = (value: string) => {
  world.userPools.pools.get(userPoolId)!.pool.UserPoolTags = { 'amplify-import': value };
};

type Access = Readonly<Record<string, readonly string[]>>;
const requestFor = (access: Access, more: object = {}) => ({
  ...fullRequest,
  ...more,
  functions: Object.entries(access).map(([name, names]) => ({ name, access: names })),
});
const imported = (access: Access, services = hasty()): Promise<Result> =>
  runOnce(requestFor(access), { services });
const eventOf = (request: object) => ({
  source: 'amplify-import.storefront',
  'detail-type': detailTypes.importRequested,
  detail: { version: '1', ...request },
});
const findingCodes = ({ findings }: Pick<Result, 'findings'>) => findings.map(({ code }) => code);

describe('Functions with access to users', () => {
  it('E-3: get it by their execution roles, on the pool alone; a second push writes nothing', async () => {
    await imported({ orders: ['getUser', 'listUsers'], mail: [] });

    const { result } = await pushOnce(link, { services: hasty() });

    expect(result).toMatchObject({ status: 'pushed' });
    expect(result?.targets.map(({ id }) => id)).toContain('role:orders-role');
    expect(statementOf('orders')).toEqual([
      {
        Effect: 'Allow',
        Action: ['cognito-idp:AdminGetUser', 'cognito-idp:ListUsers'],
        Resource: userPoolArn,
      },
    ]);
    expect(Object.keys(policiesOf('mail'))).toEqual(['logs']);
    world.forgetCalls();
    await expect(pushOnce(link, { services: hasty() })).resolves.toMatchObject({
      result: { status: 'unchanged' },
    });
    expect(actionsOf(world.calls)).not.toContain('iam:PutRolePolicy');
  });

  it('are read by two calls and one for each inline policy of a role, when nothing has changed', async () => {
    await imported({ orders: ['getUser'] });
    await pushOnce(link, { services: hasty() });
    world.calls.length = 0;

    const { result } = await pushOnce(link, { services: hasty() });

    const onRoles = world.calls.filter(({ service }) => service === 'iam');
    expect(result?.status).toBe('unchanged');
    expect(Object.keys(policiesOf('orders'))).toHaveLength(2);
    expect(onRoles.length).toBeLessThanOrEqual(2 + 2);
    expect(actionsOf(onRoles).filter((action) => /Put|Delete/.test(action))).toEqual([]);
  });

  it('lose it when they leave the request, and nothing else of the role changes', async () => {
    const before = { ...policiesOf('orders') };
    await imported({ orders: ['manageUsers'] });
    await pushOnce(link, { services: hasty() });
    expect(linkItemOf(world)?.push?.targets).toContainEqual(
      expect.objectContaining({ id: 'role:orders-role', sha256: expect.any(String) }),
    );
    await imported({ orders: [] });

    await pushOnce(link, { services: hasty() });

    expect(policiesOf('orders')).toEqual(before);
    expect(linkItemOf(world)?.push?.targets.map(({ id }) => id)).toEqual([
      `function:${homeRegion}:orders`,
    ]);
  });

  it('keep their targets through imports that record roles of the pool: the ledger is another thing', async () => {
    await imported({ orders: ['getUser'] });
    await pushOnce(link, { services: hasty() });
    const held = linkItemOf(world)?.push?.targets;

    await runOnce(requestFor({ orders: ['getUser'] }, { grants: {} }), { services: hasty() });

    expect(linkItemOf(world)?.push?.targets).toEqual(held);
    expect(linkItemOf(world)?.ledger.map(({ roleArn }) => roleArn)).not.toContain(roleOf('orders'));
  });

  it('that run by another role than agreed lose it on the old one, and get it on the new one by an import', async () => {
    await imported({ orders: ['getUser'] });
    await pushOnce(link, { services: hasty() });
    world.lambda.functions.get(homeRegion, 'orders').role = roleOf('mail');

    const { result } = await pushOnce(link, { services: hasty() });

    expect(statementOf('orders')).toBeNull();
    expect(statementOf('mail')).toBeNull();
    expect(result?.targets).toContainEqual(
      expect.objectContaining({
        id: 'role:mail-role',
        status: 'left',
        error: expect.objectContaining({ name: 'TARGET_CHANGED' }),
      }),
    );
    await imported({ orders: ['getUser'] });
    await pushOnce(link, { services: hasty() });
    expect(statementOf('mail')).not.toBeNull();
  });

  it('keep a policy of our name that somebody has changed between plan and write', async () => {
    await imported({ orders: ['getUser'] });
    const theirs = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny"}]}';
    // Read once for the plan, then right before the write.
    world.faults.meanwhile(
      { service: 'iam', action: 'GetRolePolicy', input: { PolicyName: policyName } },
      () => {
        world.faults.meanwhile(
          { service: 'iam', action: 'GetRolePolicy', input: { PolicyName: policyName } },
          () => {
            policiesOf('orders')[policyName] = theirs;
          },
        );
      },
    );

    const { result } = await pushOnce(link, { services: hasty() });

    expect(result?.targets).toContainEqual(
      expect.objectContaining({ id: 'role:orders-role', status: 'left' }),
    );
    expect(policiesOf('orders')[policyName]).toBe(theirs);
  });
});

describe('P5: the word of the owner of the user pool', () => {
  it('P5: is needed, deployed: without it no role is touched, and the functions get the ids', async () => {
    tags('backoffice');
    const services = allow();
    const plan = await imported({ orders: ['manageUsers'] }, services);

    const { result } = await pushOnce(link, { services });

    expect(plan.findings).toContainEqual(
      expect.objectContaining({
        code: 'FUNCTION_ACCESS_POOL_NOT_ALLOWED',
        severity: 'warning',
        command: `aws cognito-idp tag-resource --region eu-west-1 --resource-arn ${userPoolArn} --tags amplify-import='backoffice storefront'`,
      }),
    );
    expect(result).toMatchObject({ status: 'pushed', targets: [{ kind: 'function' }] });
    expect(statementOf('orders')).toBeNull();
    expect(linkItemOf(world)?.published).toMatchObject({ accessAllowed: false });
  });

  it('P5: is the tag of the pool, or its ARN in the list of the stack', async () => {
    await imported({ orders: ['getUser'] }, allow(`${userPoolArn.slice(0, -3)}*`));
    await pushOnce(link, { services: allow() });
    expect(statementOf('orders')).not.toBeNull();

    tags('storefront');
    const { findings } = await imported({ orders: ['getUser'], mail: ['getUser'] }, allow());
    await pushOnce(link, { services: allow() });

    expect(findings.map(({ code }) => code)).not.toContain('FUNCTION_ACCESS_POOL_NOT_ALLOWED');
    expect(statementOf('mail')).not.toBeNull();
  });

  it('P5: lets what was agreed before come into force by a later import, one by an event too', async () => {
    const asked = requestFor({ orders: ['getUser'] }, { grants: {} });
    tags('backoffice');
    await runOnce(asked, { services: allow() });
    tags('storefront');

    const { status } = await runOnce(eventOf(asked), { services: allow() });
    await pushOnce(link, { services: allow() });

    expect(status).not.toBe('refused');
    expect(statementOf('orders')).not.toBeNull();
  });
});

describe('An event that would give functions access', () => {
  it('needs the hash of a plan that somebody has seen', async () => {
    const asked = requestFor({ orders: ['getUser'] }, { grants: {} });

    const refused = await runOnce(eventOf(asked), { services: hasty() });
    const { plan } = await runOnce({ ...asked, mode: 'plan' }, { services: hasty() });
    const agreed = await runOnce(eventOf({ ...asked, expectPlan: plan?.hash }), {
      services: hasty(),
    });

    expect(refused.status).toBe('refused');
    expect(refused.findings).toContainEqual(
      expect.objectContaining({
        code: 'EXPECT_PLAN_NEEDED',
        subject: roleOf('orders'),
        found: expect.stringContaining('cognito-idp:AdminGetUser'),
      }),
    );
    expect(agreed.status).toBe('published');
  });

  it('needs none for what is recorded, or for less', async () => {
    const grants = {};
    await runOnce(requestFor({ orders: ['getUser', 'listUsers'] }, { grants }), {
      services: hasty(),
    });

    await pushOnce(link, { services: hasty() });

    const same = await runOnce(eventOf({ app: 'storefront', env: 'prod' }), { services: hasty() });
    const more = await runOnce(eventOf(requestFor({ orders: ['manageUsers'] }, { grants })), {
      services: hasty(),
    });
    const less = await runOnce(eventOf(requestFor({ orders: ['getUser'] }, { grants })), {
      services: hasty(),
    });

    expect([same.status, more.status]).toEqual(['unchanged', 'refused']);
    expect(findingCodes(less)).not.toContain('EXPECT_PLAN_NEEDED');
  });

  it('needs it again for what was removed', async () => {
    await imported({ orders: ['getUser'] });
    await removeOnce();

    const { findings } = await runOnce(eventOf({ app: 'storefront', env: 'prod' }), {
      services: hasty(),
    });

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'EXPECT_PLAN_NEEDED', subject: roleOf('orders') }),
    );
  });

  it('needs the hash of a plan with that very access, also before the owner of the pool allows any', async () => {
    tags('backoffice');
    const asked = (name: string) => requestFor({ orders: [name] }, { grants: {} });
    const { plan } = await runOnce({ ...asked('getUser'), mode: 'plan' }, { services: allow() });

    const other = await runOnce(eventOf({ ...asked('manageUsers'), expectPlan: plan?.hash }), {
      services: allow(),
    });
    const same = await runOnce(eventOf({ ...asked('getUser'), expectPlan: plan?.hash }), {
      services: allow(),
    });

    expect([other.error?.name, same.status]).toEqual(['PlanChanged', 'published']);
  });

  it('agrees to no other role: what a function runs by since is left alone', async () => {
    const grants = {};
    await runOnce(requestFor({ orders: ['getUser'] }, { grants }), { services: hasty() });
    world.lambda.functions.get(homeRegion, 'orders').role = roleOf('mail');

    const again = await runOnce(eventOf({ app: 'storefront', env: 'prod' }), { services: hasty() });
    await pushOnce(link, { services: hasty() });

    expect(again.status).not.toBe('refused');
    expect(findingCodes(again)).toContain('TARGET_CHANGED');
    expect(linkItemOf(world)?.published?.executionRoles).toEqual({
      [`function:${homeRegion}:orders`]: roleOf('orders'),
    });
    expect(statementOf('mail')).toBeNull();
  });
});
