import { beforeEach, describe, expect, it } from '@jest/globals';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import { linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { roleAt, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { everythingTold, pushTargets } from '../support/aws-world/target-pushes.ts';
import {
  before,
  changed,
  foreign,
  functionPolicy,
  givenBack,
  heldOf,
  idOf,
  nothingHeld,
  pushed,
  removed,
  request,
  roleOf,
  secretBefore,
  siteId,
  standing,
  targetIn,
} from './pushed-account.ts';

let world: SampleAccount;

beforeEach(async () => {
  world = await pushed();
});

const variables = (name: string) => world.lambda.functions.get(homeRegion, name).variables;

describe('The targets of a link that is removed', () => {
  it('hold what they held before, and nothing of ours; what others have is as it was', async () => {
    const result = await removed();

    expect(result).toMatchObject({ status: 'removed', findings: [] });
    expect(result.targets.map(({ id, status }) => [id, status])).toEqual([
      [idOf('orders'), 'restored'],
      [idOf('mail'), 'restored'],
      ['role:orders-role', 'restored'],
      [siteId, 'restored'],
      ['parameters', 'restored'],
    ]);
    expect(standing(world)).toEqual(givenBack);
    expect(heldOf(world)).toEqual(nothingHeld);
  });

  it('hold it after pushes of several imports, too', async () => {
    world = await changed();
    await pushTargets();

    await removed();

    expect(standing(world)).toEqual(givenBack);
  });

  it('are told of in the plan with what is put back, and none is written', async () => {
    const stood = standing(world);

    const { status, plan } = await removed({ mode: 'plan' });

    expect(status).toBe('planned');
    expect(standing(world)).toEqual(stood);
    const [orders] = plan?.targets ?? [];
    expect(orders).toMatchObject({
      target: idOf('orders'),
      change: 'write',
      wanted: false,
      foreign: { count: 60 },
      keys: { AUTH_STOREFRONT_REGION: { before: { value: 'us-east-1' }, after: null } },
    });
  });

  it('are written once each, and twice removed not at all', async () => {
    world.calls.length = 0;
    await removed();
    const writes = () =>
      actionsOf(world.calls).filter((action) =>
        /^(lambda:Update|iam:Delete|ssm:Delete|cloudfront:Create)/.test(action),
      );
    expect(writes().toSorted()).toEqual([
      'cloudfront:CreateInvalidation',
      'iam:DeleteRolePolicy',
      'iam:DeleteRolePolicy',
      'iam:DeleteRolePolicy',
      'lambda:UpdateFunctionConfiguration',
      'lambda:UpdateFunctionConfiguration',
      'ssm:DeleteParameters',
    ]);
    world.calls.length = 0;

    await expect(removed()).resolves.toMatchObject({ status: 'unchanged' });

    expect(writes()).toEqual([]);
  });

  it('get the values again by an import and a push, over what stood there before', async () => {
    const stood = standing(world);
    const held = linkItemOf(world)?.push?.targets.find(({ id }) => id === idOf('orders'))?.keys;
    await removed();

    await runOnce(request);
    await pushTargets();

    expect(standing(world).variables).toEqual(stood.variables);
    expect(standing(world).policies).toEqual(stood.policies);
    const again = linkItemOf(world)?.push?.targets.find(({ id }) => id === idOf('orders'))?.keys;
    expect(again).toEqual(held);
    await removed();
    expect(standing(world)).toEqual(givenBack);
  });
});

describe('A function of a link that is removed', () => {
  it('gets back what stood under a name of ours, where that was kept', async () => {
    await removed();

    expect(variables('orders')).toEqual({ ...foreign, ...before });
  });

  it('loses a value of which only the hash was kept; its owner is told which', async () => {
    const { plan, left } = await removed();

    expect(variables('mail')).toEqual(foreign);
    expect(left).toEqual([
      {
        what: `the value that stood in AUTH_STOREFRONT_CLIENTID on ${idOf('mail')} before it was pushed, which was not kept`,
        owner: `the owner of ${idOf('mail')}`,
      },
    ]);
    const told = JSON.stringify([plan, everythingTold(world)]);
    expect(told).not.toContain(secretBefore.AUTH_STOREFRONT_CLIENTID);
  });

  it('whose owner has put that value back already loses nothing', async () => {
    variables('mail')['AUTH_STOREFRONT_CLIENTID'] = secretBefore.AUTH_STOREFRONT_CLIENTID;

    const { status, left, findings } = await removed();

    expect({ status, left, findings }).toEqual({
      status: 'removed',
      left: undefined,
      findings: [],
    });
    expect(variables('mail')).toEqual({ ...foreign, ...secretBefore });
  });

  it('is left without a variable where it had none', async () => {
    world.lambda.functions.get(homeRegion, 'mail').variables = {
      AUTH_STOREFRONT_USERPOOLID: variables('mail')['AUTH_STOREFRONT_USERPOOLID'] ?? '',
    };

    await removed();

    expect(variables('mail')).toEqual({});
  });

  it('keeps a value of ours that somebody has changed, and loses the others', async () => {
    variables('orders')['AUTH_STOREFRONT_USERPOOLID'] = 'of somebody';

    const result = await removed();

    expect(result).toMatchObject({ status: 'failed', error: { name: 'RemovalIncomplete' } });
    expect(result.findings).toMatchObject([
      {
        code: 'TARGET_CHANGED',
        facts: { target: idOf('orders'), keys: ['AUTH_STOREFRONT_USERPOOLID'], removal: 'left' },
      },
    ]);
    expect(targetIn(result, idOf('orders'))).toMatchObject({
      status: 'left',
      error: { name: 'TARGET_CHANGED' },
    });
    expect(variables('orders')).toEqual({
      ...foreign,
      ...before,
      AUTH_STOREFRONT_USERPOOLID: 'of somebody',
    });
    expect(heldOf(world)).toMatchObject({ targets: [idOf('orders')], removed: null });
  });

  it('loses that too where the removal is forced, at once or afterwards', async () => {
    variables('orders')['AUTH_STOREFRONT_USERPOOLID'] = 'of somebody';
    await removed();

    const { status, findings } = await removed({ force: true });

    expect(status).toBe('removed');
    expect(findings).toMatchObject([{ code: 'TARGET_CHANGED', facts: { removal: 'restored' } }]);
    expect(standing(world)).toEqual(givenBack);
    expect(heldOf(world)).toEqual(nothingHeld);
  });

  it('keeps what somebody has changed between the plan and the write, forced or not', async () => {
    let reads = 0;
    world.faults.meanwhile(
      ({ action, input }) =>
        action === 'GetFunction' && input['FunctionName'] === 'orders' && ++reads === 2,
      () =>
        world.lambda.changeVariables(homeRegion, 'orders', {
          AUTH_STOREFRONT_USERPOOLID: 'of somebody',
        }),
    );

    const result = await removed({ force: true });

    expect(targetIn(result, idOf('orders'))).toMatchObject({ status: 'left' });
    expect(variables('orders')['AUTH_STOREFRONT_USERPOOLID']).toBe('of somebody');
    expect(heldOf(world).targets).toEqual([idOf('orders')]);
  });
});

describe('The execution role of a function of a link that is removed', () => {
  const policies = () => roleAt(world, roleOf('orders')).policies;

  it('loses our policy, and keeps the others', async () => {
    const result = await removed();

    expect(policies()).toEqual({ logs: '{ "Statement": [ ] }' });
    expect(result.yours).toContain(roleOf('orders'));
  });

  it('keeps our policy where somebody has edited it, and loses it by force', async () => {
    policies()[functionPolicy] = '{"Statement":[]}';

    const kept = await removed();
    const stood = { ...policies() };
    const forced = await removed({ force: true });

    expect(targetIn(kept, 'role:orders-role')).toMatchObject({ status: 'left' });
    expect(stood[functionPolicy]).toBe('{"Statement":[]}');
    expect(forced.status).toBe('removed');
    expect(policies()).toEqual({ logs: '{ "Statement": [ ] }' });
  });

  it('loses a policy that reads of IAM do not show yet', async () => {
    const late = policies()[functionPolicy] ?? '';
    delete policies()[functionPolicy];
    world.iam.freezeReads();
    policies()[functionPolicy] = late;

    const { status } = await removed();

    expect(status).toBe('removed');
    expect(policies()).toEqual({ logs: '{ "Statement": [ ] }' });
  });
});
