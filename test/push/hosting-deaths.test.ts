import {
  CreateBranchCommand,
  DeleteBranchCommand,
  type CreateBranchCommandInput,
} from '@aws-sdk/client-amplify';
import { describe, expect, it } from '@jest/globals';
import { accountServices } from '../../src/aws/account/account-services.ts';
import type { AmplifyHosting } from '../../src/procedures/targets/hosting/port.ts';
import { linkItemOf, runOnce } from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { faultsAt } from '../support/counts.ts';
import { userPoolId } from '../support/builders/ids.ts';
import {
  hostedAccount,
  ownersClient,
  pushOnce,
  seedApp,
  variablesOf,
  withHosting,
} from './hosted-account.ts';

const { hosting: there, clock } = hostedAccount();
const foreign = { THEIRS: 'a value of others' };
const earlier = 'eu-west-1_Before123';
const moments = ['before', 'after'] as const;
type Moment = (typeof moments)[number];
const second = 1000;
const clocks = [
  ['as ours is', { ahead: 0, ticks: 1 }],
  ['two seconds behind', { ahead: -2 * second, ticks: 1 }],
  ['two seconds ahead', { ahead: 2 * second, ticks: 1 }],
  ['without parts of a second', { ahead: 0, ticks: second }],
] as const;
const cases = moments.flatMap((moment) =>
  clocks.map(([name, time]) => [moment, name, time] as const),
);

/** A link whose import is recorded, and that has pushed nothing; the app is there before each push. */
async function importedLink(appId: string) {
  return madeReady(async () => {
    const world = sampleAccount();
    await runOnce(withHosting({ appId, branch: 'main', build: 'onChange' }));
    return world;
  });
}

/** The branch as its owners left it: none of its builds has ever been. */
async function freshBranch(appId: string): Promise<void> {
  const client = ownersClient(there());
  const branch: CreateBranchCommandInput = {
    appId,
    branchName: 'main',
    environmentVariables: { ...foreign, AMPLIFY_USERPOOL_ID: earlier },
  };
  await client.send(new DeleteBranchCommand(branch));
  await client.send(new CreateBranchCommand(branch));
  (there().calls as unknown[]).length = 0;
}

/** Amplify Hosting as a process reaches it that dies at one of its calls, or with a call on the world. */
function mortal(world: SampleAccount, deadly: { index: number; moment: Moment } | null) {
  const port = accountServices().hosting;
  let count = 0;
  let isDead = false;
  const dies = (): never => {
    isDead = true;
    world.faults.kill(world.calls.length, 'before');
    throw new Error('The process of this push is dead.');
  };
  const called =
    <Given extends readonly unknown[], Answer>(call: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (isDead || world.faults.isDead()) throw new Error('The process of this push is dead.');
      const here = count === deadly?.index ? deadly.moment : null;
      count += 1;
      if (here === 'before') return dies();
      const answer = await call(...given);
      return here === 'after' ? dies() : answer;
    };
  const hosting: AmplifyHosting = {
    look: called((place, names) => port.look(place, names)),
    variables: called((place) => port.variables(place)),
    replaceVariables: called((place, all) => port.replaceVariables(place, all)),
    jobs: called((branch) => port.jobs(branch)),
    job: called((branch, id) => port.job(branch, id)),
    release: called((branch) => port.release(branch)),
  };
  return { hosting, count: () => count };
}

/** One push that dies where it is told, and one that nothing disturbs. */
async function killedAndMadeGood(world: SampleAccount, hosting: AmplifyHosting): Promise<void> {
  await pushOnce({ follow: true }, { hosting }).catch(() => undefined);
  world.faults.revive();
  await pushOnce({ follow: true });
}

describe('P7: a push that is killed at any call, and made again', () => {
  it.each(cases)(
    'P7: %s its effect, with the clock of the service %s, ends with the variables as they are to be, and with exactly one build',
    async (moment, name, time) => {
      Object.assign(clock, time);
      const appId = await seedApp(there());
      const ready = await importedLink(appId);
      const prepared = async (): Promise<SampleAccount> => {
        await freshBranch(appId);
        const world = await ready();
        world.forgetCalls();
        return world;
      };
      const undisturbed = await prepared();
      const counting = mortal(undisturbed, null);
      await pushOnce({ follow: true }, { hosting: counting.hosting });
      const ends = async (world: SampleAccount) => ({
        variables: await variablesOf(there(), appId, 'main'),
        builds: there().calls.filter(({ operation }) => operation === 'StartJob').length,
        recorded: linkItemOf(world)?.push?.targets.map((target) => ({
          ...target,
          wroteAt: null,
          earlier: [],
        })),
      });
      const expected = await ends(undisturbed);
      const [calls, hostingCalls] = [undisturbed.calls.length, counting.count()];

      expect(expected).toMatchObject({
        variables: { ...foreign, AMPLIFY_USERPOOL_ID: userPoolId },
        builds: 1,
        recorded: [
          {
            status: 'pushed',
            build: '1',
            keys: { AMPLIFY_USERPOOL_ID: { before: { value: earlier }, after: userPoolId } },
          },
        ],
      });
      const isTried = (index: number): boolean =>
        faultsAt(cases, index).some(([when, clockOf]) => when === moment && clockOf === name);
      for (let index = 0; index < calls; index += 1) {
        if (!isTried(index)) continue;
        const world = await prepared();
        world.faults.kill(index, moment);
        await killedAndMadeGood(world, mortal(world, null).hosting);
        expect({ index, ...(await ends(world)) }).toEqual({ index, ...expected });
      }
      for (let index = 0; index < hostingCalls; index += 1) {
        if (!isTried(index)) continue;
        const world = await prepared();
        await killedAndMadeGood(world, mortal(world, { index, moment }).hosting);
        expect({ hosting: index, ...(await ends(world)) }).toEqual({ hosting: index, ...expected });
      }
    },
  );
});
