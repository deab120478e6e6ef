import { beforeAll, describe, expect, it } from '@jest/globals';
import { configBucket, homeRegion } from '../support/aws-world/aws-world.ts';
import { runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { pushedRequest } from '../support/aws-world/removed-account.ts';
import {
  roleAt,
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { callsOfStates, isAllowed, type Asked } from './calls-of-states.ts';
import { synthesize } from './template.ts';

const stack = synthesize({ purge: 'true' });
const site = 'storefront-web';
const opened = { 'amplify-import': 'storefront' };

let world: SampleAccount;

/** Every call of a removal, by the state that made it, where everything was pushed that IAM decides by. */
async function callsOfRemoval(): Promise<readonly Asked[]> {
  world = sampleAccount();
  for (const role of world.iam.roles.values()) role.tags = opened;
  seedBucket(world, site, { tags: { 'amplify-import-site': 'storefront' }, abac: true });
  world.lambda.add(homeRegion, 'orders', { variables: {}, tags: opened });
  await runOnce({
    ...pushedRequest,
    functions: [{ name: 'orders' }],
    sites: [{ bucket: site, prefix: '' }],
  });
  await pushOnce();
  return callsOfStates(world, async (progress) => {
    const services = stackServices({ wait: async () => undefined, allowList: {} });
    const { end } = await removeOnce({ ...link, purge: true }, { services, progress });
    expect(end.status).toBe('SUCCEEDED');
  });
}

describe('The rights of the states of a removal', () => {
  let asked: readonly Asked[];

  beforeAll(async () => {
    asked = await callsOfRemoval();
  });

  it('let each state make every call that it makes', () => {
    expect(asked.length).toBeGreaterThan(40);
    expect(asked.filter((one) => !isAllowed(stack, one))).toEqual([]);
  });

  it('let a policy be taken off a role only by the word of its owner', () => {
    const deletes = asked.filter(({ action }) => action === 'iam:DeleteRolePolicy');

    expect(deletes.map(({ resource }) => resource).toSorted()).toEqual(
      [guestRoleArn, authRoleArn].toSorted(),
    );
    expect(deletes.filter((one) => isAllowed(stack, { ...one, tags: {} }))).toEqual([]);
    expect(roleAt(world, guestRoleArn).tags).toEqual(opened);
  });

  it('let the files of revisions be deleted for good by Close link alone', () => {
    const [purge] = asked.filter(({ action }) => action === 's3:DeleteObjectVersion');
    const states = new Set(asked.map(({ state }) => state));

    const may = [...states].filter((state) => purge && isAllowed(stack, { ...purge, state }));

    expect(may).toEqual(['Close link']);
  });

  it('let nobody else put the tombstone, or take the copies away', () => {
    const states = new Set(asked.map(({ state }) => state));
    const manifest = `arn:aws:s3:::${configBucket}/config/storefront/prod/manifest.json`;
    const may = (action: string) =>
      [...states].filter((state) =>
        isAllowed(stack, { state, action, resource: manifest, tags: {} }),
      );

    expect(may('s3:PutObject')).toEqual(['Publish tombstone']);
    expect(may('s3:DeleteObject')).toEqual(['Publish tombstone', 'Close link']);
  });
});
