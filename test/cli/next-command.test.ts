import { afterEach, describe, expect, it } from '@jest/globals';
import { settle } from '../../src/cli/everywhere.ts';
import { nextStep, type Said } from '../../src/cli/next-command.ts';
import type { Result } from '../../src/contract/result.ts';

const request = { app: 'storefront', env: 'prod', userPoolId: 'eu-west-1_AbCdEfGhI' };
const hash = `sha256:${'0'.repeat(64)}`;
const file = { key: 'config/storefront/prod/amplify_outputs.json', sha256: '0', changed: true };
const planned: Result = {
  status: 'planned',
  findings: [],
  plan: { hash, hashVersion: 3, roles: [], files: [file], push: [] },
};
const said: Said = {
  command: 'run',
  request: 'request.json',
  mode: 'plan',
  store: '.amplify-import',
};

afterEach(() => settle(new Map(), {}));

describe('What to do next', () => {
  it.each<[string, Partial<Said>, object, string]>([
    ['of a file', {}, request, 'run request.json'],
    ['of a file with a space', { request: 'my request.json' }, request, "run 'my request.json'"],
    ['of standard input', { request: '-' }, request, 'run -'],
    [
      'of options alone',
      { request: null, app: 'storefront', env: 'prod', adopt: true },
      request,
      'run --app storefront --env prod --adopt',
    ],
    [
      'of a request that says itself that it only plans',
      { mode: null },
      { ...request, mode: 'plan' },
      'run request.json --mode import',
    ],
  ])('after a plan is the same with its hash: %s', (_, words, asked, command) => {
    expect(nextStep(planned, asked, { ...said, ...words })).toBe(
      `Carry it out: amplify-import ${command} --expect-plan ${hash}`,
    );
  });

  it('names the store that was named, and waits for an execution', () => {
    expect(nextStep(planned, request, { ...said, store: 'shop' })).toMatch(/ --store shop$/);
    expect(nextStep(planned, request, { ...said, command: 'start', store: 'aws' })).toBe(
      `Carry it out: amplify-import start request.json --expect-plan ${hash} --wait`,
    );
  });

  it('keeps the profile and the region that were named', async () => {
    await settle(new Map([['profile', 'my shop'], ['region', 'eu-west-1']]), {}); // prettier-ignore

    expect(nextStep(planned, request, said)).toMatch(/ --profile 'my shop' --region eu-west-1$/);
  });

  it('after an import is to fetch it, in the store where it lies', () => {
    const published: Result = { status: 'published', findings: [] };

    expect(nextStep(published, request, { ...said, store: 'aws' })).toBe(
      'Fetch it into an app: amplify-import fetch --app storefront --env prod --store aws',
    );
  });

  it.each<[string, Result]>([
    ['a plan that changes nothing', { ...planned, plan: { ...planned.plan!, files: [] } }],
    ['a run that changes nothing', { status: 'unchanged', findings: [] }],
    ['a refusal', { ...planned, error: { name: 'PlanChanged', message: '' } }],
    [
      'a push that has failed',
      {
        status: 'published',
        findings: [],
        push: { status: 'failed', error: { name: 'PushIncomplete', message: '' } },
      },
    ],
  ])('is said by the result itself of %s', (_, result) => {
    expect(nextStep(result, request, said)).toBeNull();
  });
});
