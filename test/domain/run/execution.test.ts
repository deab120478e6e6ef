import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { PushResult } from '../../../src/contract/push/result.ts';
import type { Result } from '../../../src/contract/result.ts';
import {
  consoleLink,
  executionName,
  resultOfExecution,
} from '../../../src/domain/run/execution.ts';
import { importDocument, pushDocument } from '../../../src/domain/run/result-document.ts';
import { causeLine } from '../../../src/domain/findings/cause-line.ts';
import { refusalCause } from '../../../src/domain/findings/failure-cause.ts';
import { aFinding } from '../../support/builders/finding.ts';
import { aRequest } from '../../support/builders/request.ts';
import { runs } from '../../support/counts.ts';

const now = new Date('2026-11-22T10:00:00.123Z');
const ended = { status: 'FAILED', output: null, error: null, cause: null };

describe('The name of an execution', () => {
  it('tells app, env, request and time', () => {
    expect(executionName(aRequest(), now)).toMatch(
      /^storefront_prod_[0-9a-f]{12}_20261122T100000Z$/,
    );
  });

  it('is the same for the same request in the same second, so that a retry finds it', () => {
    const { app, env, ...rest } = aRequest();

    const again = executionName({ ...rest, env, app }, new Date('2026-11-22T10:00:00.999Z'));

    expect(again).toBe(executionName(aRequest(), now));
    expect(again).not.toBe(executionName(aRequest({ mode: 'plan' }), now));
    expect(again).not.toBe(executionName(aRequest(), new Date('2026-11-22T10:00:01Z')));
  });

  it('is one that Step Functions takes, for any input', () => {
    const named = fc.record({ app: fc.jsonValue(), env: fc.string() });

    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), named), (input) => {
        expect(executionName(input, now)).toMatch(/^[0-9A-Za-z_-]{1,80}$/);
      }),
      runs(100),
    );
  });
});

describe('The name of an execution of a push', () => {
  it('tells the link, and another one where other targets are asked for', () => {
    const asked = { app: 'storefront', env: 'prod' };

    expect(executionName(asked, now)).toMatch(/^storefront_prod_[0-9a-f]{12}_20261122T100000Z$/);
    expect(executionName({ ...asked, only: ['failed'] }, now)).not.toBe(executionName(asked, now));
  });
});

describe('The link to an execution', () => {
  const path = 'states:eu-west-1:111122223333:execution:import-auth:one';

  it.each([
    ['aws', 'console.aws.amazon.com'],
    ['aws-cn', 'console.amazonaws.cn'],
    ['aws-us-gov', 'console.amazonaws-us-gov.com'],
    ['aws-eusc', 'console.amazonaws-eusc.eu'],
  ])('of the partition %s lies in its own console', (partition, host) => {
    const arn = `arn:${partition}:${path}`;

    expect(consoleLink(arn)).toBe(
      `https://eu-west-1.${host}/states/home?region=eu-west-1#/v2/executions/details/${arn}`,
    );
  });
});

describe('The result of an execution', () => {
  it('is in the output of a good one', () => {
    const result: Result = { status: 'unchanged', findings: [] };
    const output = JSON.stringify({ request: {}, outcome: { status: 'unchanged', result } });

    expect(resultOfExecution({ ...ended, status: 'SUCCEEDED', output }, importDocument)).toEqual({
      result,
      line: null,
    });
  });

  it('tells of a refused one the findings by the last line of its cause, and where its report is', () => {
    const report = 's3://bucket/report.json';
    const refused = aFinding({ code: 'NO_WEB_CLIENT', subject: 'eu-west-1_AbC' });
    const text = refusalCause('storefront/prod', [refused], report);
    const line = causeLine(report, [refused], 2_000);

    const told = resultOfExecution(
      { ...ended, error: 'ImportRefused', cause: `${text}\n${line}` },
      importDocument,
    );

    expect(told.line).toEqual(JSON.parse(line));
    expect(told.result).toEqual({
      status: 'refused',
      error: { name: 'ImportRefused', message: text },
      findings: [expect.objectContaining({ code: 'NO_WEB_CLIENT', subject: 'eu-west-1_AbC' })],
      report,
    });
  });

  it.each([
    ['a refusal by name', { error: 'LinkBusy', cause: 'busy' }, 'refused', 'LinkBusy', 'busy'],
    ['a failure by name', { error: 'AwsFault', cause: 'boom' }, 'failed', 'AwsFault', 'boom'],
    [
      "the bare message of a Lambda's JSON",
      { error: 'AwsFault', cause: '{"errorType":"AwsFault","errorMessage":"boom","trace":[]}' },
      'failed',
      'AwsFault',
      'boom',
    ],
    [
      'the error that a Lambda threw, where the engine knows only that its handler failed',
      { error: 'Runtime.HandlerError', cause: '{"errorType":"LinkBusy","errorMessage":"busy"}' },
      'refused',
      'LinkBusy',
      'busy',
    ],
    [
      'the status when there is neither error nor cause',
      { status: 'TIMED_OUT' },
      'failed',
      'TIMED_OUT',
      'The execution ended as TIMED_OUT.',
    ],
  ])('is %s', (_, how, status, name, message) => {
    expect(resultOfExecution({ ...ended, ...how }, importDocument).result).toEqual({
      status,
      error: { name, message },
      findings: [],
    });
  });
});

describe('The result of an execution of a push', () => {
  const report = 's3://bucket/reports/storefront/prod/run-1/push-report.json';

  it('is in the output of a good one', () => {
    const result: PushResult = {
      status: 'pushed',
      revision: 3,
      findings: [],
      targets: [{ id: 'parameters', kind: 'parameters', status: 'pushed' }],
      superseded: false,
      report,
    };
    const output = JSON.stringify({ outcome: { result } });

    expect(resultOfExecution({ ...ended, status: 'SUCCEEDED', output }, pushDocument)).toEqual({
      result,
      line: null,
    });
  });

  it('tells of an incomplete one what its cause tells, and where its report is', () => {
    const left = aFinding({
      code: 'TARGET_NOT_ALLOWED',
      severity: 'warning',
      subject: 'parameters',
    });
    const cause = `- parameters: left\n${causeLine(report, [left], 2_000)}`;

    const told = resultOfExecution({ ...ended, error: 'PushIncomplete', cause }, pushDocument);

    expect(told.result).toEqual({
      status: 'failed',
      error: { name: 'PushIncomplete', message: '- parameters: left' },
      revision: null,
      findings: [expect.objectContaining({ code: left.code, subject: left.subject })],
      targets: [],
      superseded: false,
      report,
    });
  });

  it.each(['InvalidRequest', 'LinkNotRecorded', 'LinkBusy'])('is refused by %s', (error) => {
    expect(resultOfExecution({ ...ended, error, cause: 'no' }, pushDocument).result).toMatchObject({
      status: 'refused',
      targets: [],
    });
  });
});
