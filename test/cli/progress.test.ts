import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../src/cli/progress.ts';
import type { Items, Progress } from '../../src/engine/progress.ts';
import type { Slice } from '../../src/contract/slices.ts';
import { beginRun, refuseInput } from '../../src/domain/run/begin.ts';
import { concludeRun } from '../../src/domain/run/close.ts';
import { aFinding } from '../support/builders/finding.ts';
import { planSlice, userPoolSlice } from '../support/builders/plan.ts';
import { aRequest } from '../support/builders/request.ts';
import { aRun, runData } from '../support/builders/run.ts';

const failure = { Error: 'PlanChanged', Cause: 'It is another plan.' };

/** The lines that people see of what is told. */
function lines(tell: (progress: Progress) => void): string {
  const stream = new PassThrough({ encoding: 'utf8' });
  tell(progressOn(stream as unknown as NodeJS.WriteStream));
  return stripVTControlCharacters(String(stream.read()));
}

const third: Items[number] = { index: 2, count: 6, label: 'function:eu-west-1:api' };

describe('Progress', () => {
  it('ticks a request that was read, and crosses out one that cannot be', () => {
    const read = beginRun(aRequest(), aRun());
    const refused = refuseInput('This cannot be read.', aRun());

    expect(lines(({ left }) => left('Read request', 12, read, []))).toMatch(
      /^✓ Read request +12 ms {2}storefront\/prod\n$/,
    );
    expect(lines(({ left }) => left('Read request', 12, refused, []))).toMatch(
      /^✗ .* cannot be read\n$/,
    );
  });

  it('crosses out what refuses an import: findings that are errors, the plan, and the end', () => {
    const pool = userPoolSlice({ findings: [aFinding({ severity: 'error' })] });
    const filed = userPoolSlice({
      findingsFile: { key: 'findings.json', sha256: '', count: 90, errors: 4 },
    });

    const told = lines(({ left }) => {
      left('Validate user pool', 1, pool, []);
      left('Validate user pool', 1, filed, []);
      left(
        'Validate user pool',
        1,
        userPoolSlice({ findings: [aFinding({ severity: 'info' })] }),
        [],
      );
      left('Plan role policies', 1, planSlice({ errors: 2 }), []);
      left('Close run', 1, concludeRun(runData({ failure }), null, 'report.json').outcome, []);
    });

    expect(told.match(/^./gm)).toEqual(['✗', '✗', '✓', '✗', '✗']);
  });

  it('counts the changes that a plan shows, and says where there is only a note to make', () => {
    const told = (counts: Partial<Slice<'plan'>>) =>
      lines(({ left }) => left('Plan role policies', 1, planSlice(counts), []));

    expect(told({ changes: 11, shown: 10 })).toContain('  10 changes, plan sha256:');
    expect(told({ changes: 1, shown: 0 })).toContain('  only a note on the link, plan');
    expect(told({ changes: 0, shown: 0 })).toContain('  0 changes, plan');
  });

  it.each([
    [1, '1 error\n'],
    [2, '2 errors\n'],
  ])('counts %i in good grammar', (errors, words) => {
    const plan = planSlice({ errors });

    expect(lines(({ left }) => left('Plan role policies', 12, plan, []))).toContain(words);
  });

  it('ticks an event that was put', () => {
    expect(lines(({ answered }) => answered('Announce config', 7, []))).toMatch(
      /^✓ Announce config +7 ms {2}\n$/,
    );
  });

  it('crosses out a task that failed, in the first line of its error; a busy link only waits', () => {
    const broken = Object.assign(new Error('First.\nSecond.'), { name: 'StoreFault' });
    const busy = Object.assign(new Error('Another run.'), { name: 'LinkBusy' });

    expect(lines(({ failed }) => failed('Take lease', 5, broken, []))).toMatch(
      /^✗ Take lease +5 ms {2}StoreFault: First\.\n$/,
    );
    expect(lines(({ failed }) => failed('Take lease', 5, busy, []))).toMatch(
      /^… Take lease +5 ms {2}LinkBusy: Another run\.\n$/,
    );
  });

  it('says which item of a Map a state was run for, by its number and its label', () => {
    const told = lines(({ left }) => left('Validate user pool', 9, userPoolSlice(), [third]));
    const bare = lines(({ answered }) =>
      answered('Announce config', 9, [third, { index: 0, count: 2, label: null }]),
    );

    expect(told).toMatch(/ 9 ms {2}3\/6 function:eu-west-1:api {2}no findings\n$/);
    expect(bare).toMatch(/ 9 ms {2}3\/6 function:eu-west-1:api {2}1\/2\n$/);
  });

  it('says of a Wait until when it lasts, with the date when that is another day', () => {
    const soon = new Date();
    soon.setHours(23, 5, 9);

    expect(lines(({ waits }) => waits('Wait for builds', soon, []))).toMatch(
      /^… Wait for builds +until 23:05:09\n$/,
    );
    expect(
      lines(({ waits }) => waits('Wait for builds', new Date(2031, 1, 3, 4, 5, 6), [third])),
    ).toMatch(/^… Wait for builds +3\/6 function:eu-west-1:api {2}until 2031-02-03 04:05:06\n$/);
  });
});
