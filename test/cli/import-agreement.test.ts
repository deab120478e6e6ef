import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { agreementTo, endWithout, isTerminal, whereText } from '../../src/cli/agreement.ts';
import { importAgreement } from '../../src/cli/import-agreement.ts';
import { printResult } from '../../src/cli/print-result.ts';
import { reportSchema } from '../../src/contract/report.ts';
import {
  diesWriting,
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  storedTexts,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { scriptedPrompts, type Script } from './scripted-prompts.ts';
import { catchTold } from './told.ts';

const question = 'Import storefront/prod into account 111122223333?';
let world: SampleAccount;

beforeEach(() => {
  world = sampleAccount();
});

const told = catchTold();

/** Imports with a person at the terminal. */
async function importWith(script: Script, request: object = fullRequest) {
  const services = stackServices();
  const prompts = scriptedPrompts(script);
  const agreement = importAgreement(services, async () => prompts);
  const result = await runOnce(request, { services, gates: agreement.gates });
  return { result, agreement, asked: prompts.asked };
}

const runsOf = (of: SampleAccount) =>
  new Set(Object.keys(storedTexts(of, 'reports/')).flatMap((key) => /\d{8}T[^/]+/.exec(key) ?? []));

describe('An import at a terminal', () => {
  it('shows account, region, profile and what would change, and asks before a policy is written', async () => {
    const before = policiesOf(world);
    let atQuestion: unknown;
    const prompts = {
      ...scriptedPrompts(),
      confirm: async () => {
        atQuestion = policiesOf(world);
        return true;
      },
    };
    const services = stackServices();
    const { gates, said } = importAgreement(services, async () => prompts);

    const result = await runOnce(fullRequest, { services, gates });

    expect(atQuestion).toEqual(before);
    expect(said()).toBe('yes');
    expect(told()).toMatch(/\nAccount 111122223333, region eu-west-1, .*\n$/);
    expect(told()).toMatch(
      /\n {2}add AmplifyImport-storefront\.prod on \w+ \(.*\)\n {6}\+ allow s3:/,
    );
    expect(result.status).toBe('published');
    expect(policiesOf(world)).not.toEqual(before);
  });

  it('writes what was agreed to, by one run and without a second look at the pools', async () => {
    await runOnce(fullRequest);
    const calls = world.calls.map(({ action }) => action).sort();
    world = sampleAccount();

    const { result, agreement } = await importWith({ [question]: true });

    expect(result.plan?.hash).toBe(agreement.shown()?.plan?.hash);
    expect(runsOf(world).size).toBe(1);
    // The plan is read once more: from the store, to be shown.
    const more = world.calls.map(({ action }) => action).sort();
    expect(more.filter((action) => action !== 'GetObject')).toEqual(
      calls.filter((action) => action !== 'GetObject'),
    );
    expect(more.length - calls.length).toBe(1);
  });

  it.each([
    ['a no', false, 'no', 'refused'],
    ['Ctrl-C', 'Ctrl-C', 'ended', 'interrupted'],
  ] as const)('writes nothing after %s, and gives the link back', async (_, answer, said, exit) => {
    const before = policiesOf(world);

    const { result, agreement } = await importWith({ [question]: answer });

    expect(agreement.said()).toBe(said);
    expect(endWithout(said)).toBe(exit);
    expect(told()).toMatch(/\nNothing was written\.\n$/);
    expect(result).toMatchObject({ status: 'planned', plan: { hash: expect.any(String) } });
    expect(policiesOf(world)).toEqual(before);
    expect(storedTexts(world)).toEqual({});
    expect(world.eventBridge.events).toEqual([]);
    expect(linkItemOf(world)).toMatchObject({ intent: null, lease: { owner: null } });
  });

  it('leaves what a run that died had written to the next import after a no', async () => {
    await diesWriting(world, fullRequest);
    const before = policiesOf(world);
    const intent = linkItemOf(world)?.intent;

    await importWith({ [question]: false });

    expect(intent).not.toBeNull();
    expect(linkItemOf(world)?.intent).toEqual(intent);
    expect(policiesOf(world)).toEqual(before);
  });

  it.each([
    ['that is only planned', { mode: 'plan' }],
    ['whose plan was agreed to by its hash', { expectPlan: 'the hash' }],
    ['that changes nothing', {}],
    ['that is refused', { identityPoolId: 'eu-west-1:00000000-0000-4000-8000-000000000000' }],
  ])('asks nothing about one %s', async (what, options) => {
    const planned = await runOnce({ ...fullRequest, mode: 'plan' });
    if (what === 'that changes nothing') await runOnce(fullRequest);
    const expectPlan = 'expectPlan' in options && { expectPlan: planned.plan?.hash };

    const { asked } = await importWith({}, { ...fullRequest, ...options, ...expectPlan });

    expect(asked).toEqual([]);
    expect(told()).toBe('');
  });

  it('tells the result without what was shown, and all of it to a file', async () => {
    const { result, agreement } = await importWith({ [question]: true });
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    printResult(result, false, { shown: agreement.shown() });
    printResult(result, false);

    const [short, whole] = write.mock.calls
      .map(([text]) => String(text))
      .filter((text) => text !== '\n');
    expect(short).toMatch(/^PUBLISHED\nAccount 111122223333, region eu-west-1\nRevision 1:\n/);
    expect(whole).toMatch(
      /^PUBLISHED\nAccount .*\n(?:.*\n)*Plan sha256:.*\n(?:.*\n)*Revision 1:\n/,
    );
  });
});

describe('Account and region', () => {
  it('stand in the plan, the report and the result of a run', async () => {
    const result = await runOnce(fullRequest);

    const place = { account: '111122223333', region: 'eu-west-1' };
    const texts = Object.entries(storedTexts(world, 'reports/'));
    const textOf = (name: string) => texts.find(([key]) => key.endsWith(name))?.[1] ?? '';
    expect(result).toMatchObject(place);
    expect(JSON.parse(textOf('/plan.json'))).toMatchObject(place);
    expect(reportSchema().parse(JSON.parse(textOf('/report.json')))).toMatchObject(place);
  });

  it('are told with the profile that was named, if one was', () => {
    const place = { account: '111122223333', region: 'eu-west-1' };

    expect(whereText(place, { AWS_PROFILE: 'shop' })).toMatch(/, region eu-west-1, profile shop$/);
    expect(whereText(place, {})).toMatch(/, no profile named$/);
    expect(whereText({}, {})).toMatch(/not known/);
  });
});

describe('A question', () => {
  it('is for a terminal on both sides only', () => {
    const [input, output] = [process.stdin.isTTY, process.stderr.isTTY];
    const isAsked = (stdin: boolean, stderr: boolean) => {
      Object.assign(process.stdin, { isTTY: stdin });
      Object.assign(process.stderr, { isTTY: stderr });
      return isTerminal();
    };

    const asked = [isAsked(true, true), isAsked(true, false), isAsked(false, true)];
    Object.assign(process.stdin, { isTTY: input });
    Object.assign(process.stderr, { isTTY: output });

    expect(asked).toEqual([true, false, false]);
  });

  it('that cannot be asked breaks, and is no answer', async () => {
    const confirm = () => Promise.reject(new Error('No terminal.'));

    await expect(agreementTo('Import it?', { confirm })).rejects.toThrow('No terminal.');
  });
});
