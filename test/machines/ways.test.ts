import { describe, expect, it } from '@jest/globals';
import { handler as undoRolePolicies } from '../../functions/undo-role-policies.ts';
import type { MachineDefinition } from '../../src/contract/definition.ts';
import { detailSchemas } from '../../src/contract/event-details.ts';
import { detailTypes } from '../../src/contract/events.ts';
import { machineNames, type MachineName } from '../../src/contract/machines.ts';
import { runData } from '../support/builders/run.ts';
import { definitions } from '../../src/engine/machines.ts';
import { announcements, levelsOf, stateOf } from './definitions.ts';
import { prototype, changed } from './ruled.ts';
import { caughtOn, samplesFor } from './samples.ts';
import { runStubbed, throwing, type Stub, type StubbedEnd } from './stub-run.ts';
import { endOf, wayLabel, waysThrough, type Way } from './ways.ts';

/** What the engine did otherwise than the way says. */
async function deviations(machine: MachineName, way: Way): Promise<string[]> {
  const stubs: Record<string, Stub> = {};
  for (const { state } of way) stubs[state] = inTurn(way, state);
  const run = await runStubbed({ machine, stubs });
  const tasks = way.filter(({ state }) => stateOf(definitions[machine], state).Type === 'Task');
  const faults = run.errors.filter(
    ([, { name }]) => !['WayBroke', 'States.Timeout'].includes(name),
  );
  return [
    ...faults.map(([state, error]) => `${state}: ${error.name}: ${error.message}`),
    ...differs(
      'tasks',
      withoutNewTries(machine, run.tasks).filter((task) => task in definitions[machine].States),
      tasks.map(({ state }) => state),
    ),
    ...differs('end', endedAs(run), expectedEnd(machine, way)),
    ...announcements(definitions[machine]).flatMap((state) => unreadableEvent(run, state)),
  ].map((problem) => `${wayLabel(way)}: ${problem}`);
}

/** An event is put again, whatever the bus says; no way has two that follow each other. */
function withoutNewTries(machine: MachineName, tasks: readonly string[]): readonly string[] {
  const announced = announcements(definitions[machine]);
  return tasks.filter((task, at) => !announced.includes(task) || task !== tasks[at - 1]);
}

/** What a state gives each time that the way comes to it: a loop goes round because it gives another thing. */
function inTurn(way: Way, state: string): Stub {
  const visits = way.flatMap((leg, index) => (leg.state === state ? [index] : []));
  let visit = 0;
  return (input) => {
    const at = visits[Math.min(visit, visits.length - 1)] ?? 0;
    visit += 1;
    if (way[at]?.turn.startsWith('catch')) {
      return throwing(caughtOn(way.slice(at)), `"${state}" broke.`)(input);
    }
    const until = visits.find((index) => index > at) ?? way.length;
    const samples = samplesFor([...way, ...way.slice(at, until)]);
    return samples[state as keyof typeof samples];
  };
}

function endedAs({ end }: StubbedEnd) {
  return end.status === 'FAILED' ? `${end.error}: ${end.cause}` : end.status;
}

/** A Fail tells a fault of its own, the outcome's error, or what the last Catch kept. */
function expectedEnd(machine: MachineName, way: Way): string {
  const { Type, Error: fault, Cause, ErrorPath } = stateOf(definitions[machine], endOf(way));
  if (Type === 'Succeed') return 'SUCCEEDED';
  if (fault !== undefined) return `${fault}: ${Cause}`;
  if (ErrorPath !== '$.outcome.error') {
    return `WayBroke: "${way.findLast(({ turn }) => turn.startsWith('catch'))?.state}" broke.`;
  }
  const isRefused = way.some(
    ({ state, turn }) => state.endsWith(' request?') && turn === 'default',
  );
  return isRefused ? `InvalidRequest: ${refusalOf(machine, way)}` : 'SampleError: A sample.';
}

function refusalOf(machine: MachineName, way: Way): string {
  const first = definitions[machine].StartAt as keyof ReturnType<typeof samplesFor>;
  const { outcome } = samplesFor(way)[first] as { outcome?: { cause: string } };
  return outcome?.cause ?? '';
}

function unreadableEvent({ inputs }: StubbedEnd, state: string): string[] {
  const put = inputs.get(state) as { Entries: Record<string, unknown>[] } | undefined;
  return (put?.Entries ?? []).flatMap(({ Source, DetailType, Detail }) => [
    ...differs(`${state} source`, Source, 'amplify-import.storefront'),
    ...differs(`${state} type`, Object.values<unknown>(detailTypes).includes(DetailType), true),
    ...differs(
      `${state} detail`,
      detailSchemas[String(DetailType)]?.safeParse(Detail).success,
      true,
    ),
  ]);
}

function differs(what: string, is: unknown, shouldBe: unknown): string[] {
  const [found, wanted] = [JSON.stringify(is), JSON.stringify(shouldBe)];
  return found === wanted ? [] : [`${what}: ${found}, not ${wanted}`];
}

/**
 * Without a lease Undo touches nothing, and so never says that a commit had happened. An input that cannot
 * be read ends in Fail.
 */
function isPossible(way: Way): boolean {
  const took = (state: string, turn: string) =>
    way.some((leg) => leg.state === state && leg.turn === turn);
  return !(
    (took('Take lease', 'catch 0') && took('Already published?', 'choice 0')) ||
    (took('Valid push request?', 'default') && took('How did the push end?', 'choice 0')) ||
    (took('Valid remove request?', 'default') && took('How did the removal end?', 'choice 0'))
  );
}

/** A Map whose items never throw fails only where the engine itself does, which no stub can make it do. */
function isWalkable(machine: MachineName) {
  return (way: Way): boolean =>
    !way.some(
      ({ state, turn }) =>
        stateOf(definitions[machine], state).Type === 'Map' && turn.startsWith('catch'),
    );
}

/** States of a machine, and of what its Maps run, that no way takes; states whose Catch none takes. */
function neverTaken(definition: MachineDefinition, possible = (_way: Way) => true) {
  return levelsOf(definition).map((level) => {
    const legs = waysThrough(level).filter(possible).flat();
    const caught = legs.filter(({ turn }) => turn.startsWith('catch')).map(({ state }) => state);
    const walked = legs.map(({ state }) => state);
    const names = Object.keys(level.States);
    return {
      states: names.filter((name) => !walked.includes(name)),
      catches: names.filter((name) => level.States[name]?.Catch && !caught.includes(name)),
    };
  });
}

describe.each(machineNames)('Every way through %s', (machine) => {
  const ways = waysThrough(definitions[machine]).filter(isPossible);

  it('takes each state, each branch and each Catch at least once', () => {
    const tasks = Object.values(definitions[machine].States).filter(({ Type }) => Type === 'Task');

    expect(tasks.filter(({ Catch }) => Catch === undefined)).toEqual([]);
    for (const level of neverTaken(definitions[machine], isPossible)) {
      expect(level).toEqual({ states: [], catches: [] });
    }
  });

  it('gives every step what its contract asks for, and ends where it should', async () => {
    const found: string[] = [];

    for (const way of ways.filter(isWalkable(machine))) {
      found.push(...(await deviations(machine, way)));
    }

    expect(found).toEqual([]);
  });
});

describe('The ways through a machine with a Map and a Wait', () => {
  const { definition } = prototype;

  it('lead into the Map, and take each state and each Catch there, too', () => {
    const [outside, inside] = neverTaken(definition);
    const { ItemProcessor } = stateOf(definition, 'Work on items');

    expect([outside, inside]).toEqual([
      { states: [], catches: [] },
      { states: [], catches: [] },
    ]);
    expect(waysThrough(ItemProcessor!).map(wayLabel)).toEqual([
      'Work on item > Item settled (ends)',
      'Work on item (catch 0) > Item settled (ends)',
    ]);
  });

  it('do without the Wait, or go round by it once', () => {
    const waits = waysThrough(definition).map(
      (way) => way.filter(({ state }) => state === 'Wait for the rest').length,
    );

    expect([...new Set(waits)].sort()).toEqual([0, 1]);
  });

  it('are not walked at all where a loop does not wait', () => {
    const restless = changed(definition, 'All done?', { Default: 'Look at progress' });

    expect(() => waysThrough(restless)).toThrow(
      'The definition comes back to "Look at progress" without a Wait.',
    );
  });
});

describe('A run that did not get the lease', () => {
  it('undoes nothing, and never goes on to Record link', async () => {
    const { request, link, run } = runData();
    const failure = { Error: 'LinkBusy', Cause: 'Another run is under way.' };
    const input = { request, link, run, lease: null, failure };

    const undone = await undoRolePolicies(input, { services: {} as never });

    expect(undone).toEqual({ committed: false, restored: [] });
  });
});
