import { describe, expect, it } from '@jest/globals';
import {
  reportNameIn,
  runsIn,
  runSummary,
  timeOfRun,
} from '../../../src/domain/links/run-reports.ts';

const run = '20261122T100000Z-1a2b3c4d';
const reportOf = (content: unknown) => ({
  address: 's3://b/report',
  text: JSON.stringify(content),
});

describe('Runs among the reports of a link', () => {
  it('are named by when they began, the newest first', () => {
    const later = '20261122T100001Z-00000000';

    expect(runsIn([run, later, 'revisions'])).toEqual([later, run]);
    expect([timeOfRun(run), timeOfRun('revisions')]).toEqual(['2026-11-22T10:00:00.000Z', null]);
  });
});

describe('What is told of a run', () => {
  it.each([
    ['import', 'plan.json', 'report.json'],
    ['push', 'push.json', 'push-report.json'],
    ['removal', 'removal.json', 'removal-report.json'],
  ])('is how the %s ended, by its report', (kind, plan, report) => {
    const names = [plan, 'plan.md', report];
    const stored = reportOf({
      run: { now: '2026-11-22T10:00:00.123Z', startedBy: 'event' },
      status: 'failed',
      revision: 3,
      error: { name: 'PushIncomplete', message: 'One target.' },
    });

    expect(reportNameIn(names)).toBe(report);
    expect(runSummary(run, names, stored)).toEqual({
      run,
      kind,
      at: '2026-11-22T10:00:00.123Z',
      startedBy: 'event',
      status: 'failed',
      revision: 3,
      error: { name: 'PushIncomplete', message: 'One target.' },
      report: 's3://b/report',
    });
  });

  it('is that it has not ended where only its plan is there', () => {
    expect(reportNameIn(['push.json'])).toBeNull();
    expect(runSummary(run, ['push.json'], null)).toMatchObject({
      kind: 'push',
      status: 'unfinished',
      at: '2026-11-22T10:00:00.000Z',
    });
  });

  it('is that nobody can read its report, of a version that wrote others', () => {
    expect(runSummary(run, ['report.json'], reportOf({ version: '9' }))).toMatchObject({
      status: 'unreadable',
      report: 's3://b/report',
    });
  });

  it('is nothing of a folder that holds neither', () => {
    expect(runSummary(run, ['notes.txt'], null)).toBeNull();
  });
});
