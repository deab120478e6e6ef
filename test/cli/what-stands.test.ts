import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { waitUnlessInterrupted } from '../../src/cli/tell-end.ts';
import { followRun } from '../../src/cli/what-stands.ts';
import { commands } from '../../src/cli/commands.ts';
import { commandHelp } from '../../src/cli/help-text.ts';
import type { Result } from '../../src/contract/result.ts';
import { beginRun } from '../../src/domain/run/begin.ts';
import { planSlice } from '../support/builders/plan.ts';
import { aRequest } from '../support/builders/request.ts';
import { aRun } from '../support/builders/run.ts';
import { silent } from '../../src/engine/progress.ts';

const undoes = 'finishes or undoes that';

describe('A run that is ended on the way', () => {
  it('says that nothing was written until a state begins that writes', () => {
    const { progress, whatStands } = followRun(silent, '.amplify-import', undoes);

    progress.left('Read request', 1, beginRun(aRequest(), aRun()), []);
    progress.entered('Plan role policies', []);

    expect(whatStands()).toBe('Nothing was written: start it again.');
  });

  it.each([
    ['.amplify-import', ''],
    ['my store', " --store 'my store'"],
    ['aws', ' --store aws'],
  ])(
    'names the first state that may have written, what to do and how to look, in %s',
    (store, option) => {
      const { progress, whatStands } = followRun(silent, store, undoes);

      progress.left('Read request', 1, beginRun(aRequest(), aRun()), []);
      progress.entered('Apply role policies', []);
      progress.entered('Undo role policies', []);

      expect(whatStands()).toBe(
        `"Apply role policies" had begun, and what it wrote may stand: the same command again finishes or undoes that. What is open: amplify-import show --app storefront --env prod${option}`,
      );
    },
  );

  it('says of an import that has ended that it stands, and that its push goes on', () => {
    const { progress, whatStands } = followRun(silent, '.amplify-import', undoes);
    const published = { revision: 3, files: [] };
    const result: Result = { status: 'published', findings: [], published };
    const { status } = result;
    const outcome = { status, error: null, cause: null, detailType: '', detail: {} };

    progress.left('Read request', 1, beginRun(aRequest(), aRun()), []);
    progress.entered('Apply role policies', []);
    progress.left('Close run', 1, { ...outcome, result }, []);
    progress.entered('Push target', []);

    expect(whatStands()).toBe(
      'The import has ended (published, revision 3) and is recorded. Its push goes on with "amplify-import push". What is open: amplify-import show --app storefront --env prod',
    );
  });

  it('is told to whoever was told before, all the same', () => {
    const told: string[] = [];
    const { progress } = followRun(
      { ...silent, entered: (state) => told.push(state), left: (state) => void told.push(state) },
      '.amplify-import',
      undoes,
    );

    progress.entered('Plan role policies', []);
    progress.left('Plan role policies', 1, planSlice(), []);

    expect(told).toEqual(['Plan role policies', 'Plan role policies']);
  });
});

describe('An execution that is no longer waited for', () => {
  const arn = 'arn:aws:states:eu-west-1:111122223333:execution:amplify-import-import-auth:x';
  const sfn = mockClient(SFNClient);
  let told: string;

  beforeEach(() => {
    told = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      told += String(text);
      return true;
    });
    sfn.reset();
    sfn.on(DescribeExecutionCommand).callsFake(() => {
      process.emit('SIGINT');
      return { status: 'RUNNING' };
    });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    [
      'its link',
      { app: 'storefront', env: 'prod' },
      'amplify-import show --app storefront --env prod --store aws',
    ],
    [
      'its ARN, where no link can be read',
      { app: '$(x)', env: 'prod' },
      `aws stepfunctions describe-execution --execution-arn ${arn}`,
    ],
  ])('goes on, and is looked at by %s', async (_, input, command) => {
    const exit = await waitUnlessInterrupted('import-auth', arn, { input, said: { json: false } });

    expect(exit).toBe('interrupted');
    expect(told).toBe(
      `Stopping; press Ctrl-C once more to end it at once.\nInterrupted. The execution goes on, and another one would wait for it. How it stands: ${command}\n`,
    );
  });
});

it('Every command says by which exit code it ends on Ctrl-C', () => {
  const helps = Object.entries(commands).map(([name, one]) => commandHelp(name, one));

  expect(helps.filter((help) => !/^ {2}130 +ended by you$/m.test(help))).toEqual([]);
});
