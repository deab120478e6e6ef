import { describe, expect, it } from '@jest/globals';
import type { Progress } from '../../src/engine/progress.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import {
  diesWriting,
  fullRequest,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { accountWithLongIntent } from '../support/aws-world/long-intent.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import type { RecordedCall } from '../support/aws-world/recorded-call.ts';
import { pushedRequest } from '../support/aws-world/removed-account.ts';
import {
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { bucketName } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { callsOfStates, isAllowed } from './calls-of-states.ts';
import { synthesize } from './template.ts';

const stack = synthesize();
const opened = { 'amplify-import': 'storefront' };
const site = 'storefront-web';
const { identityPoolId: _pool, grants: _grants, ...poolAlone } = fullRequest;
/** Too long for state data, and for a role. */
const longRequest = {
  ...fullRequest,
  grants: {
    storage: [
      {
        bucket: bucketName,
        paths: Object.fromEntries(
          Array.from({ length: 60 }, (_, at) => [
            `${'folder'.repeat(50)}-${at}/*`,
            { authenticated: ['read'] },
          ]),
        ),
      },
    ],
  },
};
const everyTarget = {
  ...pushedRequest,
  functions: [{ name: 'orders' }],
  sites: [{ bucket: site, prefix: '' }],
};

/** The sample account whose owners allow all that is asked for. */
function openedAccount(): SampleAccount {
  const world = sampleAccount();
  for (const role of world.iam.roles.values()) role.tags = opened;
  world.s3.buckets.get(bucketName)!.tags = opened;
  seedBucket(world, site, { tags: { 'amplify-import-site': 'storefront' }, abac: true });
  world.lambda.add(homeRegion, 'orders', { variables: {}, tags: opened });
  return world;
}

/** Imports as the stack does, for which owners have to allow what is written; each state reads for itself. */
async function imports(request: object, progress: Progress): Promise<string> {
  const services = stackServices({ wait: async () => undefined, allowList: {} });
  return (await runOnce(request, { services, progress, readsApart: true })).status;
}

const isCommit = ({ action, input }: RecordedCall) =>
  action === 'PutObject' && String(input['Key']).endsWith('/manifest.json');
const noRoles = (world: SampleAccount) => world.faults.fail('iam:PutRolePolicy', accessDenied());
const noCommit = (world: SampleAccount) => world.faults.fail(isCommit, accessDenied());

describe('The rights of the states let each make every call', () => {
  it.each([
    ['that goes well', everyTarget, () => undefined, 'published'],
    [
      'that is refused',
      { ...fullRequest, webClientId: 'nosuchclient' },
      () => undefined,
      'refused',
    ],
    ['whose request lies in the store', longRequest, () => undefined, 'refused'],
    ['for which AWS takes no write on any role', fullRequest, noRoles, 'failed'],
    ['that cannot publish', fullRequest, noCommit, 'failed'],
    ['of a user pool alone that cannot publish', poolAlone, noCommit, 'failed'],
    ['that emits and cannot publish', { ...fullRequest, rolePolicies: 'emit' }, noCommit, 'failed'],
  ] as const)('of a first import %s', async (_what, request, prepare, status) => {
    const world = openedAccount();
    prepare(world);
    let ended = '';

    const asked = await callsOfStates(world, async (progress) => {
      ended = await imports(request, progress);
    });

    expect(ended).toBe(status);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((one) => !isAllowed(stack, one))).toEqual([]);
  });

  it('of an import that is refused over one that died while it wrote', async () => {
    const world = await diesWriting(openedAccount(), fullRequest);
    const request = { ...fullRequest, webClientId: 'nosuchclient' };

    const asked = await callsOfStates(world, (progress) => imports(request, progress));

    expect(asked.map(({ action }) => action)).toContain('iam:DeleteRolePolicy');
    expect(asked.filter((one) => !isAllowed(stack, one))).toEqual([]);
  });

  it('of an import over one of an earlier version, whose long documents lie in the item', async () => {
    const { world } = accountWithLongIntent();
    for (const role of world.iam.roles.values()) role.tags = opened;
    const request = { ...fullRequest, webClientId: 'nosuchclient' };

    const asked = await callsOfStates(world, (progress) => imports(request, progress));

    const keeping = asked.filter(({ resource }) => resource.includes('/before-images-'));
    expect(keeping.map(({ state, action }) => `${state}: ${action}`)).toContain(
      'Take lease: s3:PutObject',
    );
    expect(asked.filter((one) => !isAllowed(stack, one))).toEqual([]);
  });

  it('of a push', async () => {
    const world = openedAccount();
    const services = stackServices({ wait: async () => undefined, allowList: {} });
    await runOnce(everyTarget, { services });

    const asked = await callsOfStates(world, (progress) => pushOnce(link, { services, progress }));

    expect(asked.map(({ action }) => action)).toContain('lambda:UpdateFunctionConfiguration');
    expect(asked.filter((one) => !isAllowed(stack, one))).toEqual([]);
  });
});
