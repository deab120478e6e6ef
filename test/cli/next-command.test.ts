import { afterEach, describe, expect, it } from '@jest/globals';
import { settle } from '../../src/cli/everywhere.ts';
import {
  nextOfPush,
  nextOfRemoval,
  nextOfStarted,
  nextStep,
  type Said,
} from '../../src/cli/next-command.ts';
import type { PushResult } from '../../src/contract/push/result.ts';
import type { RemovalResult } from '../../src/contract/removal/result.ts';
import type { Result } from '../../src/contract/result.ts';
import { aPlannedTarget } from '../support/builders/targets.ts';

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
  it.each<[string, Partial<Said>, object, string, string?]>([
    ['of a file', {}, request, 'run request.json'],
    ['of a file with a space', { request: 'my request.json' }, request, "run 'my request.json'"],
    ['of a file, with copies', { out: 'copies' }, request, 'run request.json', ' --out copies'],
    [
      'of options alone',
      { request: null, app: 'storefront', env: 'prod', adopt: true },
      request,
      'run --app storefront --env prod --adopt',
    ],
  ])('after a plan is the same with its hash: %s', (_, words, asked, command, rest = '') => {
    expect(nextStep(planned, asked, { ...said, ...words })).toBe(
      `Carry it out: amplify-import ${command} --mode import --expect-plan ${hash}${rest}`,
    );
  });

  it.each<[string, Partial<Said>, object]>([
    ['was typed or piped, and is gone', { request: '-' }, request],
    ['is an event', {}, { 'detail-type': 'Auth Import Requested', detail: request }],
  ])('after a plan cannot be said where the request %s', (_, words, asked) => {
    expect(nextStep(planned, asked, { ...said, ...words })).toBeNull();
  });

  it('names the store that was named, and waits for an execution', () => {
    expect(nextStep(planned, request, { ...said, store: 'shop' })).toMatch(/ --store shop$/);
    expect(nextStep(planned, request, { ...said, command: 'start', store: 'aws' })).toBe(
      `Carry it out: amplify-import start request.json --mode import --expect-plan ${hash} --wait`,
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

describe('What to do next after a request that cannot be read', () => {
  const refused: Result = {
    status: 'refused',
    findings: [],
    error: { name: 'InvalidRequest', message: 'userPoolId is missing' },
  };
  const options: Said = { ...said, request: null, app: 'storefront', env: 'prod', mode: null };

  it('is to name the user pool by its option, where options are all that was said', () => {
    expect(nextStep(refused, {}, { ...options, store: 'shop' })).toBe(
      'As an option: amplify-import run --app storefront --env prod --user-pool-id <id> --store shop',
    );
    expect(nextStep(refused, {}, { ...options, webClientId: 'y', mode: 'plan' })).toBe(
      'As an option: amplify-import run --app storefront --env prod --web-client-id y --mode plan --user-pool-id <id>',
    );
    expect(nextStep(refused, {}, { ...options, userPoolId: 'x', webClientId: 'y' })).toBe(
      'As options: userPoolId is --user-pool-id, webClientId is --web-client-id.',
    );
  });

  it('is said by the refusal itself of a file', () => {
    expect(nextStep(refused, {}, said)).toBeNull();
  });
});

it('What to do next after another run has kept this one out is to look at that', () => {
  const error = { name: 'LinkBusy', message: 'Another run of storefront/prod is under way.' };
  const refused = { status: 'refused' as const, findings: [], error };
  const push = { ...refused, revision: null, targets: [], superseded: false };
  const removal = { ...push, roles: [] };
  const look = 'How that one stands: amplify-import show --app storefront --env prod';
  const link = { app: 'storefront', env: 'prod' };

  expect(nextStep(refused, request, said)).toBe(look);
  expect(nextStep(refused, request, { ...said, command: 'start' })).toBe(`${look} --store aws`);
  expect(nextOfPush(push, { ...link, only: null }, 'shop')).toBe(`${look} --store shop`);
  expect(nextOfRemoval(removal, { ...link, force: false, purge: false }, 'shop')).toBe(
    `${look} --store shop`,
  );
});

describe('What to do next after a push or a removal was planned', () => {
  const link = { app: 'storefront', env: 'prod' };
  const pushPlan = (change: 'write' | 'keep'): PushResult => ({
    status: 'planned',
    findings: [],
    revision: 1,
    targets: [],
    superseded: false,
    plan: { hash, targets: [aPlannedTarget({ change })] },
  });

  it('is the push of the same targets', () => {
    expect(nextOfPush(pushPlan('write'), { ...link, only: ['failed'] }, 'shop')).toBe(
      'Carry it out: amplify-import push --app storefront --env prod --only failed --store shop',
    );
    expect(nextOfPush(pushPlan('keep'), { ...link, only: null }, 'shop')).toBeNull();
  });

  it('is the same start, where an execution has planned', () => {
    const started = { input: link, said: { ...said, command: 'start', store: 'aws' } as const };
    const removal = { status: 'planned', plan: { hash } } as RemovalResult;

    expect(nextOfStarted(pushPlan('write'), 'push-auth', started)).toBe(
      'Carry it out: amplify-import start request.json --machine push-auth --mode push --wait',
    );
    expect(nextOfStarted(pushPlan('keep'), 'push-auth', started)).toBeNull();
    expect(nextOfStarted(removal, 'remove-auth', started)).toBe(
      `Carry it out: amplify-import start request.json --machine remove-auth --mode remove --expect-plan ${hash} --wait`,
    );
  });

  it('is the removal that was planned, by its hash', () => {
    const planned = { status: 'planned', plan: { hash } } as RemovalResult;

    expect(nextOfRemoval(planned, { ...link, force: true, purge: false }, 'aws')).toBe(
      `Carry it out: amplify-import remove --app storefront --env prod --force --expect-plan ${hash} --store aws`,
    );
    const refused = { ...planned, error: { name: 'RemovalRefused', message: '' } };
    expect(nextOfRemoval(refused, { ...link, force: false, purge: false }, 'aws')).toBeNull();
  });
});
