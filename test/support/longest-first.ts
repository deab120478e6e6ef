import moduleOfSequencer from '@jest/test-sequencer';

// Its types are those of its CommonJS; Node loads its ES module, of which this is the class itself.
const Sequencer = moduleOfSequencer as unknown as typeof moduleOfSequencer.default;
type Tests = Parameters<typeof Sequencer.prototype.sort>[0];

/** What takes longest although its files are short: it waits for processes of its own, or for a clock. */
const longest = ['/test/emulator/', '/test/infra/nag.', '/test/cli/', '/test/package/'];

function rank({ path, duration }: Tests[number]): number {
  const place = longest.findIndex((each) => path.includes(each));
  return duration !== undefined || place === -1 ? longest.length : place;
}

/**
 * Starts what takes longest first, so that no core is left to wait for the other one in the end. Jest does
 * so by itself from the second time on; on a fresh machine it goes by the sizes of files.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
