import { describe, expect, it } from '@jest/globals';
import { byMachine, machineNames, type MachineName } from '../../src/contract/machines.ts';
import type { StateName } from '../../src/contract/states.ts';
import { definitions, stateOf, type Definition } from './definitions.ts';
import { readsOf, unresolvedReads, type Layout } from './reads.ts';
import { samplesFor } from './samples.ts';
import { runStubbed } from './stub-run.ts';

/** What the first step of a machine lays out on a way. */
const layouts = byMachine<Layout>(
  (machine) => (way) => samplesFor(way)[definitions[machine].StartAt as StateName],
);

/** A definition with one of its states written otherwise. */
function rewritten(
  machine: MachineName,
  state: string,
  change: (text: string) => string,
): Definition {
  const definition = definitions[machine];
  const changed = JSON.parse(change(JSON.stringify(stateOf(definition, state))));
  return { ...definition, States: { ...definition.States, [state]: changed } };
}

const reads = machineNames.flatMap((machine) =>
  Object.entries(definitions[machine].States).flatMap(([state, content]) =>
    readsOf(content)
      .filter((path) => path !== '$')
      .map((path) => ({ machine, state, path })),
  ),
);
const placed = machineNames.flatMap((machine) =>
  Object.entries(definitions[machine].States).flatMap(([state, { Next, ResultPath }]) =>
    ResultPath === undefined || Next?.endsWith('failed') ? [] : [{ machine, state }],
  ),
);

describe.each(machineNames)('Every path that %s reads', (machine) => {
  it('exists on every way to it', () => {
    const missing = unresolvedReads(definitions[machine], layouts[machine]);

    expect(missing).toEqual([]);
  });

  it('would be missed, if the first state did not lay out its slices', () => {
    const missing = unresolvedReads(definitions[machine], () => ({ run: {} }));

    expect(missing).toEqual(expect.arrayContaining([expect.stringContaining('$.outcome')]));
  });
});

describe('A path that nobody gives', () => {
  it.each(reads)('is found in "$state" of $machine, were it $path', ({ machine, state, path }) => {
    const wrong = rewritten(machine, state, (text) => text.replace(`"${path}"`, `"${path}x"`));

    const missing = unresolvedReads(wrong, layouts[machine]);

    const complaint = expect.stringContaining(`"${state}" reads ${path}x,`);
    expect(missing).toEqual(expect.arrayContaining([complaint]));
  });

  it.each(placed)('is found after "$state" of $machine, kept no slice', ({ machine, state }) => {
    const forgetful = rewritten(machine, state, (text) =>
      text.replace(/"ResultPath":"[^"]+",/g, ''),
    );

    expect(unresolvedReads(forgetful, layouts[machine])).not.toEqual([]);
  });

  it('ends the run in States.Runtime, which no Catch sees', async () => {
    const wrong = rewritten('import-auth', 'Announce config', (text) =>
      text.replace('$.link.source', '$.link.origin'),
    );

    const { end, tasks } = await runStubbed({ machine: 'import-auth', definition: wrong });

    expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(tasks.at(-1)).toBe('Record link');
  });
});
