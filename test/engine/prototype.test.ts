import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../src/cli/progress.ts';
import { runInProcess } from '../machines/engines/in-process.ts';
import { settleOrder } from '../machines/prototype/settle-order.ts';

/** What people are told of the states of the tests. */
const notes = {
  'Read order': () => '',
  'List items': () => '',
  'Work on item': ({ status }: { status: string }) => status,
  'Look at progress': ({ running }: { running: number }) => `${running} under way`,
  'Close order': () => '',
} as never;

describe('The progress of a machine with a Map and a Wait loop', () => {
  it('says for which item each task was, and until when it waits', async () => {
    let text = '';
    const stream = new PassThrough({ encoding: 'utf8' }).on('data', (more) => (text += more));
    const begun = Date.now();

    await runInProcess(
      { definition: settleOrder, input: {} },
      { progress: progressOn(stream as unknown as NodeJS.WriteStream, notes) },
    );

    const lines = stripVTControlCharacters(text).trimEnd().split('\n');
    const about = (state: string) => lines.filter((line) => line.slice(2).startsWith(state));
    const items = about('Work on item').map((line) => line.replace(/^(.) .* ms {2}/, '$1 '));
    expect(items.filter((line) => line.startsWith('✓')).toSorted()).toEqual([
      '✓ 1/6 one  done',
      '✓ 2/6 two  failed',
      '✓ 3/6 three  done',
      '✓ 5/6 five  done',
      '✓ 6/6 six  done',
    ]);
    // It was tried once and then six times more, which a log tells once before the end.
    const failures = items.filter((line) => /^[…✗] 4\/6 four {2}.*AwsUnavailable/.test(line));
    expect(failures.map((line) => line.slice(0, 43))).toEqual([
      '… 4/6 four  trying again, up to 6 times: Aw',
      '✗ 4/6 four  AwsUnavailable',
    ]);
    expect(about('Look at progress').map((line) => line.slice(-11))).toEqual([
      '1 under way',
      '0 under way',
    ]);
    const [wait = '', ...others] = about('Wait for the rest');
    expect(others).toEqual([]);
    const [, hours, minutes, seconds] =
      /^… Wait for the rest +until (\d\d):(\d\d):(\d\d)$/.exec(wait)?.map(Number) ?? [];
    const until = new Date().setHours(hours ?? 0, minutes, seconds);
    expect(until).toBeGreaterThanOrEqual(begun);
    expect(until).toBeLessThanOrEqual(Date.now());
  });
});
