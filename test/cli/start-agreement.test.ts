import { describe, expect, it } from '@jest/globals';
import { startAgreement } from '../../src/cli/start-agreement.ts';
import { scriptedPrompts, type Script } from './scripted-prompts.ts';
import { catchTold } from './told.ts';

const stateMachine =
  'arn:aws:states:eu-west-1:111122223333:stateMachine:amplify-import-remove-auth';
const link = { app: 'storefront', env: 'prod' };
const question = 'Start remove-auth on storefront/prod?';

const told = catchTold();

async function startWith(input: unknown, script: Script = {}) {
  const prompts = scriptedPrompts(script);
  const said = await startAgreement({ stateMachine, machine: 'remove-auth', input }, prompts);
  return { said, asked: prompts.asked };
}

describe('A deployed machine that is started at a terminal', () => {
  it.each([
    [true, 'yes'],
    [false, 'no'],
    ['Ctrl-C', 'ended'],
  ] as const)('asks where and on which link: %s is %s', async (answer, said) => {
    expect(await startWith(link, { [question]: answer })).toEqual({ said, asked: [question] });
    expect(told()).toMatch(/^Account 111122223333, region eu-west-1, .*profile/);
  });

  it.each([
    ['of an event', { 'detail-type': 'Auth Remove Requested', detail: link }, question],
    ['that it cannot read', { app: '$(x)', env: 'prod' }, 'Start remove-auth?'],
    ['of what is no request', null, 'Start remove-auth?'],
  ])('asks with the link %s', async (_, input, asked) => {
    expect(await startWith(input)).toEqual({ said: 'no', asked: [asked] });
  });

  it.each([
    ['only plans', { mode: 'plan' }],
    ['names its plan', { expectPlan: 'sha256:0' }],
  ])('asks nothing where it %s', async (_, options) => {
    expect(await startWith({ ...link, ...options })).toEqual({ said: null, asked: [] });
    expect(told()).toBe('');
  });
});
