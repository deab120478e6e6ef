import { describe, expect, it } from '@jest/globals';
import { statesOf } from '../../src/contract/definition.ts';
import { readsOf, unresolvedReads } from './reads.ts';
import { prototype, rewritten, ruled, type Ruled } from './ruled.ts';
import { runStubbed } from './stub-run.ts';

function missingReads({ definition, layout, contracts }: Ruled): string[] {
  return unresolvedReads(definition, layout, contracts);
}

const reads = ruled.flatMap((machine) =>
  statesOf(machine.definition).flatMap(({ name: state, state: content }) =>
    readsOf(content)
      .filter((path) => path !== '$')
      .map((path) => ({ machine, name: machine.name, state, path })),
  ),
);
/** After these only a handler reads, which asks for its input itself: no state names a path any more. */
const lastOnes = ['Announce removal'];
/** Nobody reads on where the run has ended, and of what a Map gives a handler reads, not a state. */
const placed = ruled.flatMap((machine) =>
  Object.entries(machine.definition.States).flatMap(([state, { Type, Next, ResultPath }]) =>
    Type === 'Map' ||
    typeof ResultPath !== 'string' ||
    Next?.endsWith('failed') ||
    lastOnes.includes(state)
      ? []
      : [{ machine, name: machine.name, state }],
  ),
);

describe.each(ruled)('Every path that $name reads', (machine) => {
  it('exists on every way to it', () => {
    expect(missingReads(machine)).toEqual([]);
  });

  it('would be missed, if the first state did not lay out its slices', () => {
    const missing = missingReads({ ...machine, layout: () => ({ run: {} }) });

    expect(missing).toEqual(expect.arrayContaining([expect.stringContaining('$.outcome')]));
  });
});

describe('A path that nobody gives', () => {
  it.each(reads)('is found in "$state" of $name, were it $path', ({ machine, state, path }) => {
    const definition = rewritten(machine.definition, state, (text) =>
      text.replace(`"${path}"`, `"${path}x"`),
    );

    const complaint = expect.stringContaining(`"${state}" reads ${path}x,`);
    expect(missingReads({ ...machine, definition })).toEqual(expect.arrayContaining([complaint]));
  });

  it.each(placed)('is found after "$state" of $name, kept no slice', ({ machine, state }) => {
    const definition = rewritten(machine.definition, state, (text) =>
      text.replace(/"ResultPath":"[^"]+",/g, ''),
    );

    expect(missingReads({ ...machine, definition })).not.toEqual([]);
  });

  it('is found in an item, were the selector to read it', () => {
    const definition = rewritten(prototype.definition, 'Work on items', (text) =>
      text.replace('Map.Item.Value.id', 'Map.Item.Value.name'),
    );

    expect(missingReads({ ...prototype, definition })).toEqual([
      expect.stringContaining('"Work on items" reads $.list.items[].name,'),
    ]);
  });

  it('is found in a Map, were the selector not to make it', () => {
    const reading = rewritten(prototype.definition, 'Work on item', (text) =>
      text.replace('"TimeoutSeconds"', '"Parameters":{"name.$":"$.item.name"},"TimeoutSeconds"'),
    );
    const complete = rewritten(reading, 'Work on item', (text) =>
      text.replace('$.item.name', '$.item.id'),
    );

    expect(missingReads({ ...prototype, definition: reading })).toEqual([
      '"Work on item" reads $.item.name, after  in "Work on items"',
    ]);
    expect(missingReads({ ...prototype, definition: complete })).toEqual([]);
  });

  it('ends the run in States.Runtime, which no Catch sees', async () => {
    const [importAuth] = ruled;
    const wrong = rewritten(importAuth!.definition, 'Announce config', (text) =>
      text.replace('$.link.source', '$.link.origin'),
    );

    const { end, tasks } = await runStubbed({ machine: 'import-auth', definition: wrong });

    expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(tasks.at(-1)).toBe('Record link');
  });
});
