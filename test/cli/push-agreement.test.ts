import { beforeEach, describe, expect, it } from '@jest/globals';
import { pushAsAgreed } from '../../src/cli/push-in-process.ts';
import { eventBus } from '../../src/aws/stack/event-bus.ts';
import { busName } from '../../src/contract/events.ts';
import { pushRequestSchema } from '../../src/contract/push/request.ts';
import { busWithRules } from '../../src/engine/stores.ts';
import { link } from '../support/builders/link.ts';
import {
  fullRequest,
  linkItemOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { scriptedPrompts, type Script } from './scripted-prompts.ts';
import { catchTold } from './told.ts';

const question = 'Push to 1 target of storefront/prod?';
const asked = pushRequestSchema().parse(link);
let world: SampleAccount;

beforeEach(async () => {
  world = sampleAccount();
  await runOnce({ ...fullRequest, parameters: true });
});

const told = catchTold();

const opened = () => ({
  services: stackServices({ wait: async () => undefined }),
  putEvents: busWithRules(eventBus(busName)),
});

async function pushWith(script: Script, store = opened()) {
  const prompts = scriptedPrompts(script);
  return { ended: await pushAsAgreed(asked, store, 'aws', prompts), asked: prompts.asked };
}

const written = () => [...world.parameterStore.parameters.keys()].length;

describe('A push at a terminal', () => {
  it('shows what it would write and where, asks, and writes that', async () => {
    let atQuestion = -1;
    const confirm = async () => {
      atQuestion = written();
      return true;
    };

    const ended = await pushAsAgreed(asked, opened(), 'aws', { confirm });

    expect(told()).toMatch(
      /PLANNED\nPlan sha256:[^]+push to parameters[^]+\nAccount 111122223333, region eu-west-1, /,
    );
    expect(atQuestion).toBe(0);
    expect(ended).toMatchObject({ status: 'pushed' });
    expect(written()).toBeGreaterThan(0);
    // The second run tells only what is new.
    expect(told().match(/✓ Plan push/g)).toHaveLength(1);
    expect(told()).toContain('✓ Record push');
  });

  it.each([
    ['a no', false, 'refused'],
    ['Ctrl-C', 'Ctrl-C', 'interrupted'],
  ])('writes nothing after %s, and opens nothing', async (_, answer, exit) => {
    const { ended } = await pushWith({ [question]: answer });

    expect(ended).toBe(exit);
    expect(told()).toMatch(/Nothing was written\.\n$/);
    expect(written()).toBe(0);
    expect(linkItemOf(world)?.push?.open ?? null).toBeNull();
  });

  it('asks nothing where nothing is to be written, or the link is not there', async () => {
    await pushWith({ [question]: true });

    const again = await pushWith({});
    world = sampleAccount();
    const unknown = await pushWith({});

    expect(again).toMatchObject({ ended: { status: 'unchanged' }, asked: [] });
    expect(unknown).toMatchObject({ ended: { error: { name: 'LinkNotRecorded' } }, asked: [] });
  });

  it('writes nothing where another import has come in between', async () => {
    const confirm = async () => {
      await runOnce({ ...fullRequest, parameters: 'each' });
      return true;
    };

    const ended = await pushAsAgreed(asked, opened(), 'aws', { confirm });

    const message = expect.stringMatching(
      /^What is to be pushed .* Push again, and read what is shown\./,
    );
    expect(ended).toMatchObject({ status: 'refused', error: { name: 'PlanChanged', message } });
    expect(written()).toBe(0);
  });
});
