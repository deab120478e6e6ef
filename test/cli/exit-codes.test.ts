import { aPlannedTarget } from '../support/builders/targets.ts';
import { describe, expect, it } from '@jest/globals';
import { detailedExitOf, exitOf, exits } from '../../src/cli/exit-codes.ts';
import { refusals } from '../../src/contract/errors/user-error.ts';
import { resultSchema, type Result } from '../../src/contract/result.ts';
import { aPlannedFile, aRoleChange } from '../support/builders/plan.ts';

function aResult(status: Result['status'], rest: Partial<Result> = {}): Result {
  return { status, findings: [], ...rest };
}

function errorOf(name: string): Pick<Result, 'error'> {
  return { error: { name, message: 'A sample.' } };
}

function planOf(plan: Partial<NonNullable<Result['plan']>>): Pick<Result, 'plan'> {
  return { plan: { hash: 'sha256:0', hashVersion: 2, roles: [], files: [], push: [], ...plan } };
}

const { role, policyName, before, after, budget } = aRoleChange();
const roleChange = { role, policyName, before, after, budget };
const keptRole = { ...roleChange, before: after };
const { sha256, changed } = aPlannedFile();
const file = { key: 'config/storefront/prod/aws-exports.js', sha256, changed };
const keptFile = { ...file, changed: false };
const push = aPlannedTarget();
const pushFailed = { push: { status: 'failed' as const, ...errorOf('AwsFault') } };

describe('The exit code of a result', () => {
  it.each([
    ['published', {}, 0],
    ['published', { push: { status: 'pushed' as const } }, 0],
    ['published', pushFailed, 2],
    ['unchanged', {}, 0],
    ['unchanged', pushFailed, 2],
    ['planned', {}, 0],
    ['planned', planOf({ roles: [roleChange] }), 0],
    ['refused', errorOf('ImportRefused'), 1],
    ['refused', errorOf('InvalidRequest'), 1],
    ['refused', errorOf('LinkBusy'), 1],
    ['refused', errorOf('PlanChanged'), 1],
    ['refused', {}, 1],
    ['failed', {}, 2],
    ['failed', errorOf('AwsFault'), 2],
    ['failed', errorOf('UndoIncomplete'), 2],
    ['failed', errorOf('LeaseLost'), 2],
    ['failed', errorOf('TIMED_OUT'), 2],
    ['failed', errorOf('LinkBusy'), 1],
  ] as const)('of "%s" with %j is %i', (status, rest, code) => {
    expect(exits[exitOf(aResult(status, rest))].code).toBe(code);
  });

  it.each([
    [3, 'a policy to write', { roles: [keptRole, roleChange] }],
    [3, 'a policy to delete', { roles: [{ ...roleChange, before: after, after: null }] }],
    [3, 'a file to write', { files: [keptFile, file] }],
    [3, 'something to push', { push: [push] }],
    [0, 'nothing but what stands', { roles: [keptRole], files: [keptFile] }],
    [0, 'nothing at all', {}],
  ])('is %i, asked for in detail, of a plan with %s', (code, _, plan) => {
    expect(exits[detailedExitOf(aResult('planned', planOf(plan)))].code).toBe(code);
  });

  it.each([
    ['published', planOf({ files: [file] }), 0],
    ['refused', planOf({ files: [file] }), 1],
    ['failed', planOf({ files: [file] }), 2],
  ] as const)('of "%s" is the same in detail', (status, rest, code) => {
    expect(exits[detailedExitOf(aResult(status, rest))].code).toBe(code);
  });

  it.each(refusals)('of anything that ended in %s before a write is 1', (name) => {
    for (const status of ['refused', 'failed'] as const) {
      expect(exitOf(aResult(status, errorOf(name)))).toBe('refused');
    }
  });

  it('is told in the order of the codes, which are these', () => {
    const codes = Object.entries(exits).map(([name, { code }]) => [name, code]);

    expect(codes).toEqual([
      ['done', 0],
      ['refused', 1],
      ['failed', 2],
      ['changes', 3],
      ['unpublished', 3],
      ['usage', 64],
      ['interrupted', 130],
    ]);
  });

  it.each(resultSchema().shape.status.options)('is one of them for the status "%s"', (status) => {
    expect(Object.keys(exits)).toContain(exitOf(aResult(status)));
  });
});
