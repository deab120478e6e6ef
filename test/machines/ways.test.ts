import { describe, expect, it } from '@jest/globals';
import { handler as undoRolePolicies } from '../../functions/undo-role-policies.ts';
import { announcementSchema, detailTypes } from '../../src/contract/events.ts';
import { machineNames, type MachineName } from '../../src/contract/machines.ts';
import { runData } from '../support/builders/run.ts';
import { announcements, definitions, stateOf } from './definitions.ts';
import { samplesFor } from './samples.ts';
import { runStubbed, throwing, type Stub, type StubbedEnd } from './stub-run.ts';
import { endOf, wayLabel, waysThrough, type Way } from './ways.ts';

/** What the engine did otherwise than the way says. */
async function deviations(machine: MachineName, way: Way): Promise<string[]> {
  const samples = samplesFor(way);
  const stubs: Record<string, Stub> = {};
  for (const { state, turn } of way) {
    if (turn.startsWith('catch')) stubs[state] = throwing('WayBroke', `"${state}" broke.`);
    else if (state in samples) stubs[state] = () => samples[state as keyof typeof samples];
  }
  const run = await runStubbed({ machine, stubs });
  const tasks = way.filter(({ state }) => stateOf(definitions[machine], state).Type === 'Task');
  const faults = run.errors.filter(([, { name }]) => name !== 'WayBroke');
  return [
    ...faults.map(([state, error]) => `${state}: ${error.name}: ${error.message}`),
    ...differs(
      'tasks',
      run.tasks,
      tasks.map(({ state }) => state),
    ),
    ...differs('end', endedAs(run), expectedEnd(machine, way)),
    ...announcements(definitions[machine]).flatMap((state) => unreadableEvent(run, state)),
  ].map((problem) => `${wayLabel(way)}: ${problem}`);
}

function endedAs({ end }: StubbedEnd) {
  return end.status === 'FAILED' ? `${end.error}: ${end.cause}` : end.status;
}

/** A Fail tells the outcome's error, or what its only Catch kept. */
function expectedEnd(machine: MachineName, way: Way): string {
  const { Type, ErrorPath } = stateOf(definitions[machine], endOf(way));
  if (Type === 'Succeed') return 'SUCCEEDED';
  if (ErrorPath === '$.Error') return `WayBroke: "${way.at(-2)?.state}" broke.`;
  return way.length === 3 ? `InvalidRequest: ${refusalOf(machine, way)}` : 'SampleError: A sample.';
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
    ...differs(`${state} detail`, announcementSchema.safeParse(Detail).success, true),
  ]);
}

function differs(what: string, is: unknown, shouldBe: unknown): string[] {
  const [found, wanted] = [JSON.stringify(is), JSON.stringify(shouldBe)];
  return found === wanted ? [] : [`${what}: ${found}, not ${wanted}`];
}

/** Without a lease Undo touches nothing, and so never says that a commit had happened. */
function isPossible(way: Way): boolean {
  const took = (state: string, turn: string) =>
    way.some((leg) => leg.state === state && leg.turn === turn);
  return !(took('Take lease', 'catch 0') && took('Already published?', 'choice 0'));
}

describe.each(machineNames)('Every way through %s', (machine) => {
  const ways = waysThrough(definitions[machine]).filter(isPossible);

  it('takes each state, each branch and each Catch at least once', () => {
    const walked = ways.flatMap((way) => way.map(({ state }) => state));
    const caught = ways.flatMap((way) =>
      way.filter(({ turn }) => turn.startsWith('catch')).map(({ state }) => state),
    );
    const { States } = definitions[machine];

    expect([...new Set(walked)].sort()).toEqual(Object.keys(States).sort());
    expect([...new Set(caught)].sort()).toEqual(
      Object.keys(States)
        .filter((name) => States[name]?.Type === 'Task')
        .sort(),
    );
  });

  it('gives every step what its contract asks for, and ends where it should', async () => {
    const found: string[] = [];

    for (const way of ways) found.push(...(await deviations(machine, way)));

    expect(found).toEqual([]);
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
