import { beforeEach, describe, expect, it } from '@jest/globals';
import { shownLinkSchema } from '../../src/contract/links/show.ts';
import { withLease } from '../../src/domain/link/lease.ts';
import { dynamodbLinkStore } from '../../src/aws/stack/dynamodb-link-store.ts';
import { s3ConfigStore } from '../../src/aws/stack/s3-config-store.ts';
import { configBucket, linkTable } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  policiesOf,
  runOnce,
  storedTexts,
  withGrants,
} from '../support/aws-world/import-runs.ts';
import {
  accountWithStack,
  atMinute,
  lookedUpAccount,
} from '../support/aws-world/looked-up-account.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn } from '../support/builders/ids.ts';
import { link, policyName } from '../support/builders/link.ts';
import { runHere } from './published.ts';

const prod = ['--app', 'storefront', '--env', 'prod'];
const onStack = ['--store', 'aws'];

const jsonOf = async (...args: string[]) => {
  const { stdout } = await runHere([...args, '--json']);
  return JSON.parse(stdout) as unknown;
};

describe('A link whose lease an execution holds', () => {
  const owner = 'arn:aws:states:eu-west-1:111122223333:execution:amplify-import-import-auth:one';
  let world: SampleAccount;

  beforeEach(async () => {
    world = accountWithStack();
    await runOnce(fullRequest, { services: atMinute(0) });
    const store = dynamodbLinkStore(linkTable, async () => s3ConfigStore(configBucket));
    const read = await store.read(link);
    await store.write(withLease(read.item, owner, new Date()), read);
  });

  const shown = async () => shownLinkSchema.parse(await jsonOf('show', ...prod, ...onStack));

  it('is busy while that runs, with its link to the console', async () => {
    world.stepFunctions.executions.set(owner, { status: 'RUNNING' });

    expect(await shown()).toMatchObject({
      state: 'busy',
      lease: {
        owner,
        alive: true,
        takenAt: expect.any(String),
        console: expect.stringContaining(owner),
      },
      open: [],
    });
  });

  it('is busy where nobody may look', async () => {
    world.faults.fail(
      'states:DescribeExecution',
      Object.assign(new Error('no'), { name: 'AccessDeniedException' }),
    );

    expect(await shown()).toMatchObject({ state: 'busy' });
  });

  it('is ready once that is dead, and says that its lease was left', async () => {
    world.stepFunctions.executions.set(owner, { status: 'ABORTED', stopDate: new Date(0) });

    expect(await shown()).toMatchObject({
      state: 'ready',
      lease: { alive: false },
      open: [{ what: 'lease-left', about: owner }],
    });
  });
});

/** This process lives, and with it the owner of the lease of a run that died. */
async function forgetOwner(): Promise<void> {
  const store = dynamodbLinkStore(linkTable, async () => s3ConfigStore(configBucket));
  const read = await store.read(link);
  await store.write({ ...read.item, lease: { ...read.item.lease, owner: null } }, read);
}

describe('A link that an import has begun to write on', () => {
  it('says so first, and that who can what may have changed since', async () => {
    const world = accountWithStack();
    await runOnce(fullRequest, { services: atMinute(0) });
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce(withGrants(['read'], []), { services: atMinute(5) });
    world.faults.revive();
    await forgetOwner();

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(stdout).toMatch(
      /^storefront\/prod {2}HALF-IMPORTED\n\nOpen\n {2}The import \S+ has begun to write on 2 roles and has not ended\. The next one finishes or undoes it\.\n/,
    );
    expect(stdout).toContain('which what has begun since may have changed\n');
    const list = await runHere(['list', ...onStack]);
    expect(list.stdout).toMatch(/^storefront {2}prod {2}half-imported {2}1 /m);
    expect(list.stdout).toMatch(/settles it: amplify-import show .* --env prod --store aws\n$/);
    expect(await jsonOf('list', ...onStack)).toMatchObject({
      links: [{ state: 'ready', open: [{ what: 'import-begun' }] }],
    });
    // The request that is recorded grants what the one that has begun takes away.
    expect(stdout).toMatch(/fix: aws s3 cp s3:\S+\/plan\.json - \| jq \.request > again\.json && /);
    expect(stdout).not.toContain('amplify-import run --app');
  });
});

describe('A link whose first import has died', () => {
  it('is imported again by the request that stands in its plan: the link has none yet', async () => {
    const world = accountWithStack();
    world.faults.kill('iam:PutRolePolicy', 'in flight');
    await runOnce(fullRequest, { services: atMinute(0) });
    world.faults.revive();
    await forgetOwner();

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    const [, key = ''] =
      /fix: aws s3 cp s3:\/\/[^/]+\/(\S+) - \| jq \.request > again\.json && amplify-import run again\.json --store aws/.exec(
        stdout,
      ) ?? [];
    const plan = JSON.parse(storedTexts(world, 'reports/')[key] ?? '') as { request: object };
    const again = await runOnce(plan.request, { services: atMinute(9) });
    expect(again.status).toBe('published');
    expect(Object.keys(policiesOf(world)['CognitoGuest'] ?? {})).toEqual([policyName]);
  });
});

describe('A link whose first import has died after its commit', () => {
  it('is imported again by the request in its plan alone: no other is stored', async () => {
    const world = accountWithStack();
    const input = { Key: 'config/storefront/prod/manifest.json' };
    world.faults.kill({ action: 'PutObject', input }, 'after');
    await runOnce(fullRequest, { services: atMinute(0) });
    world.faults.revive();
    await forgetOwner();

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(stdout).toContain('Revision 1 is published, and the link does not know it.\n    fix: ');
    expect(stdout.match(/fix: .*/g)).toEqual([
      expect.stringContaining(' - | jq .request > again.json && '),
    ]);
  });
});

describe('A link that was removed', () => {
  const looks = async () => shownLinkSchema.parse(await jsonOf('show', ...prod, ...onStack));

  it('is told with its last revision, its request, and the run that removed it', async () => {
    await lookedUpAccount();
    await removeOnce(link, { services: atMinute(8) });

    const shown = await looks();
    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(shown).toMatchObject({
      state: 'removed',
      push: 'none',
      revision: 2,
      published: null,
      whoCanWhat: null,
      request: fullRequest,
      ledger: [],
      targets: [],
      open: [],
      runs: [{ kind: 'removal', status: 'removed' }, { kind: 'push' }, {}, {}],
    });
    expect(stdout).toContain('nothing any more; revision 2 was the last');
    expect(await jsonOf('list', ...onStack)).toMatchObject({
      links: [
        { env: 'pr-42', state: 'ready' },
        { env: 'prod', state: 'removed' },
      ],
    });
  });

  it('is half-removed while a policy is left, which is open', async () => {
    const world = await lookedUpAccount();
    world.faults.fail('iam:DeleteRolePolicy', accessDenied());
    await removeOnce(link, { services: atMinute(8) });

    const shown = await looks();
    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(shown.state).toBe('half-removed');
    expect(shown.open).toEqual(
      shown.ledger.map(({ roleArn }) => ({ what: 'half-removed', about: roleArn })),
    );
    expect(shown.ledger).toHaveLength(2);
    expect(stdout).toContain(`fix: amplify-import remove ${prod.join(' ')} --store aws\n`);
  });

  it('is half-removed while a policy is left that somebody has changed, and says what ends that', async () => {
    const world = await lookedUpAccount();
    const role = world.iam.roles.get('CognitoAuth');
    if (role) role.policies[policyName] = '{"Version":"2012-10-17","Statement":[]}';
    await removeOnce(link, { services: atMinute(8) });

    const { stdout } = await runHere(['show', ...prod, ...onStack]);

    expect(stdout).toContain(
      `this is left: ${authRoleArn}. Another removal says why; what somebody has changed there it leaves again, and takes away with --force.\n`,
    );
    await removeOnce({ ...link, force: true }, { services: atMinute(9) });
    expect(await looks()).toMatchObject({ state: 'removed', open: [] });
  });
});
