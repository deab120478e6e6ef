import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { progressOn } from '../../src/cli/progress.ts';
import { tell } from '../../src/cli/tell.ts';
import { LinkBusy } from '../../src/contract/errors/run-errors.ts';
import type { Items, Progress } from '../../src/engine/progress.ts';
import type { Slice } from '../../src/contract/slices.ts';
import { beginRun, refuseInput } from '../../src/domain/run/begin.ts';
import { concludeRun } from '../../src/domain/run/close.ts';
import { aFinding } from '../support/builders/finding.ts';
import { planSlice, userPoolSlice } from '../support/builders/plan.ts';
import { aRequest } from '../support/builders/request.ts';
import { aRun, runData } from '../support/builders/run.ts';

const failure = { Error: 'PlanChanged', Cause: 'It is another plan.' };

/** A log, or with columns a terminal. */
function aStream(columns?: number): NodeJS.WriteStream & { read(): unknown } {
  const stream = new PassThrough({ encoding: 'utf8' });
  return Object.assign(stream, columns !== undefined && { isTTY: true, columns }) as never;
}

/** The lines that people see of what is told. */
function lines(telling: (progress: Progress) => void): string {
  return stripVTControlCharacters(terminal(undefined, telling));
}

/** What a terminal of so many columns gets. */
function terminal(columns: number | undefined, telling: (progress: Progress) => void): string {
  const stream = aStream(columns);
  telling(progressOn(stream));
  return String(stream.read());
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

  it('crosses out a task that failed for good, by the name of its error: the result tells it', () => {
    const broken = Object.assign(new Error('First.\nSecond.'), { name: 'StoreFault' });

    expect(lines(({ failed }) => failed('Take lease', 5, broken, [], null))).toMatch(
      /^✗ Take lease +5 ms {2}StoreFault\n$/,
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

describe('A task that is tried again', () => {
  const clearedLine = '\r\u001B[2K';
  const busy = new LinkBusy('storefront/prod', 'local:7');
  const unavailable = Object.assign(new Error('Nobody answers.'), { name: 'AwsUnavailable' });
  const next = (number: number, of = 7) => ({ inMilliseconds: 3_400, number, of });

  it('is one line of a log while it fails by the same, without what people are to do about it', () => {
    const told = lines(({ failed, left }) => {
      for (const number of [2, 3, 4]) failed('Take lease', 5, busy, [], next(number, 21));
      failed('Take lease', 5, unavailable, [], next(2));
      left('Take lease', 5, { fence: 1 }, []);
      failed('Take lease', 5, unavailable, [], next(2));
      failed('Take lease', 5, unavailable, [], null);
    });

    expect(told.replaceAll(/ +5 ms {2}/g, ' ').split('\n')).toEqual([
      '… Take lease trying again, up to 20 times: LinkBusy: Another run of storefront/prod is under way: local:7.',
      '… Take lease trying again, up to 6 times: AwsUnavailable: Nobody answers.',
      '✓ Take lease ',
      '… Take lease trying again, up to 6 times: AwsUnavailable: Nobody answers.',
      '✗ Take lease AwsUnavailable',
      '',
    ]);
  });

  it('is told for each item of a Map by itself', () => {
    const told = lines(({ failed }) => {
      for (const item of [third, { ...third, index: 3 }, third]) {
        failed('Push target', 5, unavailable, [item], next(2));
      }
    });

    expect(told.match(/\d\/6/g)).toEqual(['3/6', '4/6']);
  });

  it('counts in one line of a terminal, no longer than that is wide, and what comes next takes its place', () => {
    const shown = terminal(100, ({ failed, left }) => {
      failed('Take lease', 5, busy, [], next(2, 21));
      failed('Take lease', 5, busy, [], next(3, 21));
      left('Take lease', 5, { fence: 1 }, []);
    });

    const [first = '', second = '', third = '', ...rest] = shown.split(clearedLine);
    const plain = [first, second].map((text) => stripVTControlCharacters(text));
    expect(plain[0]).toMatch(/^… trying again in 4 s \(2 of 21\): Take lease {2}LinkBusy: Another/);
    expect(plain[1]).toMatch(/^… trying again in 4 s \(3 of 21\): Take lease {2}LinkBusy: Another/);
    expect(plain.map(({ length }) => length)).toEqual([97, 97]);
    expect(stripVTControlCharacters(third)).toMatch(/^✓ Take lease +5 ms {2}\n$/);
    expect(rest).toEqual([]);
  });

  it.each([
    [40, '… trying again in 4 s (2 of 21): Take'],
    [20, '… trying again in'],
    [3, '… '],
  ])('says first when it tries again on a terminal of %d columns', (columns, line) => {
    const shown = terminal(columns, ({ failed }) => failed('Take lease', 5, busy, [], next(2, 21)));

    expect(stripVTControlCharacters(shown)).toBe(line);
  });

  it('gives its line to whatever is told next, like that it was ended', () => {
    const stream = aStream(80);
    progressOn(stream).failed('Take lease', 5, busy, [], next(2, 21));

    tell('Stopping.', stream);
    tell('Stopped.', stream);

    expect(String(stream.read()).split(clearedLine).slice(1)).toEqual(['Stopping.\nStopped.\n']);
  });
});
