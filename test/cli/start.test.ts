import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { finding } from '../../src/contract/findings.ts';
import { PushIncomplete } from '../../src/contract/errors/push-errors.ts';
import type { PushReport } from '../../src/contract/push/report.ts';
import type { PushResult } from '../../src/contract/push/result.ts';
import type { RemovalResult } from '../../src/contract/removal/result.ts';
import type { Report } from '../../src/contract/report.ts';
import type { Result } from '../../src/contract/result.ts';
import { causeLine } from '../../src/domain/findings/cause-line.ts';
import { refusalCause } from '../../src/domain/findings/failure-cause.ts';
import { userPoolId, webClientId } from '../support/builders/ids.ts';
import { aRun, runData } from '../support/builders/run.ts';
import { benchEnvironment } from './bench-environment.ts';
import { pushResultIn, removalResultIn, resultIn, type Bench } from './command.ts';
import { eachOnItsBench } from './each-on-its-bench.ts';
import { s3StandIn, type S3StandIn } from './s3-stand-in.ts';
import { awsError, callerIn, type Answer, type StandIn } from './stand-in.ts';
import { hasPython, inTerminal, keys, type Typing } from './terminal.ts';

const request = { app: 'storefront', env: 'prod', userPoolId, webClientId };
const machine = 'states:eu-west-1:111122223333:stateMachine:amplify-import-import-auth';

let cloud: StandIn;
let here: Bench;

/** Step Functions, whose executions come to an end at the second look. */
function stepFunctions(end: object, partition = 'aws'): Record<string, Answer> {
  let looks = 0;
  return {
    ...callerIn(partition),
    StartExecution: ({ stateMachineArn, name }) => ({
      executionArn: `${String(stateMachineArn).replace('stateMachine', 'execution')}:${String(name)}`,
      startDate: 1,
    }),
    DescribeExecution: () => (looks++ === 0 ? { status: 'RUNNING' } : end),
  };
}

function bodyOf(operation: string): Record<string, unknown> {
  return cloud.calls.find((call) => call.operation === operation)?.body ?? {};
}

eachOnItsBench(async (itsBench, standingIn) => {
  [here, cloud] = [itsBench, standingIn];
  await here.request(request);
});

describe('amplify-import start', () => {
  it('starts the machine of the caller’s account with the request as it is', async () => {
    cloud.answer(stepFunctions({}));

    const { code, stdout } = await here.run(['start', 'request.json']);

    const { stateMachineArn, name, input } = bodyOf('StartExecution');
    expect(code).toBe(0);
    expect(cloud.calls.map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
      'StartExecution',
    ]);
    expect(stateMachineArn).toBe(`arn:aws:${machine}`);
    expect(name).toMatch(/^storefront_prod_[0-9a-f]{12}_\d{8}T\d{6}Z$/);
    expect(JSON.parse(String(input))).toEqual(request);
    expect(stdout).toBe(
      `arn:aws:${machine.replace('stateMachine', 'execution')}:${String(name)}\n`,
    );
  });

  it.each([
    ['aws', 'eu-west-1.console.aws.amazon.com'],
    ['aws-cn', 'eu-west-1.console.amazonaws.cn'],
    ['aws-us-gov', 'eu-west-1.console.amazonaws-us-gov.com'],
  ])(
    'shows the way to the console of the partition %s, beside the result',
    async (partition, host) => {
      cloud.answer(stepFunctions({}, partition));

      const { AWS_ENDPOINT_URL: endpoint, ...env } = benchEnvironment(here.folder, cloud.endpoint);
      // The address of every service by itself: only a cloud that is wholly here has no console.
      const apart = { ...env, AWS_ENDPOINT_URL_SFN: endpoint, AWS_ENDPOINT_URL_STS: endpoint };
      const { stdout, stderr } = await here.run(['start', 'request.json', '--json'], '', apart);

      const started = JSON.parse(stdout) as { executionArn: string; console: string };
      expect(started.executionArn).toMatch(new RegExp(`^arn:${partition}:states:`));
      expect(started.console).toBe(
        `https://${host}/states/home?region=eu-west-1#/v2/executions/details/${started.executionArn}`,
      );
      expect(stderr).toMatch(/^Started storefront_prod_\w+\n/);
      expect(stderr).toContain(started.console);
    },
  );

  it('knows no console of a cloud on this machine', async () => {
    cloud.answer(stepFunctions({}));

    const { stdout, stderr } = await here.run(['start', 'request.json', '--json']);

    expect(Object.keys(JSON.parse(stdout) as object)).toEqual(['executionArn']);
    expect(stderr).toMatch(/^Started storefront_prod_\w+\n$/);
  });

  it('takes an execution of that name for the one that it started', async () => {
    const result: Result = { status: 'unchanged', findings: [] };
    cloud.answer({
      ...stepFunctions({ status: 'SUCCEEDED', output: JSON.stringify({ outcome: { result } }) }),
      StartExecution: () => {
        throw awsError('ExecutionAlreadyExists');
      },
    });

    const end = await here.run(['start', 'request.json', '--wait', '--json']);

    const { name } = bodyOf('StartExecution');
    expect(end.code).toBe(0);
    expect(resultIn(end)).toEqual(result);
    expect(bodyOf('DescribeExecution')['executionArn']).toBe(
      `arn:aws:${machine.replace('stateMachine', 'execution')}:${String(name)}`,
    );
  });

  it('fails in words when it may not start the machine', async () => {
    cloud.answer(callerIn('aws'));

    const { code, stdout, stderr } = await here.run(['start', 'request.json', '--wait']);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(
      `AccessDenied: AWS denied states:StartExecution on arn:aws:${machine}`,
    );
  });
});

const at = hasPython ? describe : describe.skip;

at(`amplify-import start at a terminal${hasPython ? '' : ' (skipped: python3 makes it)'}`, () => {
  const question = 'Start import-auth on storefront/prod?';
  const started = () => cloud.calls.filter(({ operation }) => operation === 'StartExecution');
  const start = (typing: Typing, ...words: string[]) => {
    cloud.answer(stepFunctions({}));
    return inTerminal(here, cloud.endpoint, [here.command, 'start', ...words], typing);
  };

  it('asks, with account, region and profile, and starts after a yes', async () => {
    const { code, shown } = await start([[question, 'y']], 'request.json');

    expect(code).toBe(0);
    expect(shown).toContain('Account 111122223333, region eu-west-1, no profile named');
    expect(shown.indexOf('Started storefront_prod_')).toBeGreaterThan(shown.indexOf(question));
    expect(started()).toHaveLength(1);
  });

  it('starts nothing after a no', async () => {
    const { code, shown } = await start([[question, 'n']], 'request.json', '--wait');

    expect(code).toBe(1);
    expect(shown).toContain('Nothing was written.');
    expect(started()).toEqual([]);
  });

  it('takes the answer after a request that was typed there', async () => {
    const typed = `${JSON.stringify(request)}\n${keys.controlD}`;

    const { code } = await start(
      [
        ['', typed],
        [question, 'y'],
      ],
      '-',
    );

    expect(code).toBe(0);
    expect(started()).toHaveLength(1);
  });

  it('asks nothing with --yes', async () => {
    const { code, shown } = await start([], 'request.json', '--yes');

    expect(code).toBe(0);
    expect(shown).not.toContain(question);
  });
});

describe('amplify-import start --wait', () => {
  const oneFinding = finding('NO_WEB_CLIENT', { userPool: userPoolId, withSecret: [] });
  const address = 's3://bucket/reports/storefront/prod/run-1/report.json';
  const refusal = refusalCause('storefront/prod', [oneFinding], address);
  const refusedCause = `${refusal}\n${causeLine(address, [oneFinding], 2_000)}`;
  const refused = { status: 'refused', error: { name: 'ImportRefused', message: refusal } };
  const published: Result = {
    status: 'published',
    findings: [oneFinding],
    published: { revision: 3, files: [{ key: 'config/a', bytes: 2, sha256: 'x' }] },
  };
  const failed = (error: string, cause: string) => ({ status: 'FAILED', error, cause });

  it('needs no other right than to start and to describe', async () => {
    const output = JSON.stringify({ request, outcome: { result: published } });
    cloud.answer({
      ...stepFunctions({ status: 'SUCCEEDED', output }),
      GetExecutionHistory: () => {
        throw awsError('AccessDeniedException');
      },
    });

    const end = await here.run(['start', 'request.json', '--wait', '--json']);

    expect(end.code).toBe(0);
    expect(resultIn(end)).toEqual(published);
    expect(end.stderr).toMatch(/^Started storefront_prod_\w+\n$/);
    expect(cloud.calls.map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
      'StartExecution',
      'DescribeExecution',
      'GetExecutionHistory',
      'DescribeExecution',
    ]);
  });

  it('tells each task once it has ended, where the history may be read', async () => {
    const output = JSON.stringify({ request, outcome: { result: published } });
    const events = [
      { id: 1, type: 'ExecutionStarted', timestamp: 1 },
      { id: 2, previousEventId: 1, type: 'TaskStateEntered', timestamp: 1, stateEnteredEventDetails: { name: 'Read request' } },
      { id: 3, previousEventId: 2, type: 'TaskSucceeded', timestamp: 1.2 },
      { id: 4, previousEventId: 3, type: 'TaskStateExited', timestamp: 1.25, stateExitedEventDetails: { name: 'Read request' } },
    ]; // prettier-ignore
    cloud.answer({
      ...stepFunctions({ status: 'SUCCEEDED', output }),
      GetExecutionHistory: () => ({ events: events.toReversed() }),
    });

    const told = await here.run(['start', 'request.json', '--wait', '--json']);
    const quiet = await here.run(['start', 'request.json', '--wait', '--json', '--quiet']);

    expect(told.stderr).toMatch(/^Started \w+\n✓ Read request +250 ms +\n$/);
    expect(quiet.stderr).toMatch(/^Started \w+\n$/);
  });

  it.each([
    ['an invalid request', failed('InvalidRequest', 'The request is empty.'), 1, 'refused', []],
    ['a busy link', failed('LinkBusy', 'Another run is under way.'), 1, 'refused', []],
    ['a fault', failed('AwsFault', 'Something broke.'), 2, 'failed', []],
    ['an end that no Catch saw', failed('States.Runtime', 'A path is missing.'), 2, 'failed', []],
    ['an abort', { status: 'ABORTED' }, 2, 'failed', []],
    ['a timeout', { status: 'TIMED_OUT' }, 2, 'failed', []],
  ])('tells %s as a run in process would', async (_, ended, code, status, findings) => {
    cloud.answer(stepFunctions(ended));

    const end = await here.run(['start', 'request.json', '--wait', '--json']);

    const { error = ended.status, cause = `The execution ended as ${ended.status}.` } =
      ended as Partial<ReturnType<typeof failed>>;
    expect(end.code).toBe(code);
    expect(resultIn(end)).toEqual({ status, error: { name: error, message: cause }, findings });
  });

  describe('of a run that was refused', () => {
    let s3: S3StandIn;

    beforeEach(async () => {
      s3 = await s3StandIn();
      cloud.answer(stepFunctions(failed('ImportRefused', refusedCause)));
    });

    afterEach(() => {
      s3.close();
    });

    const waited = (endpoint: string) =>
      here.run(['start', 'request.json', '--wait', '--json'], '', {
        ...benchEnvironment(here.folder, cloud.endpoint),
        AWS_ENDPOINT_URL_S3: endpoint,
      });

    it('tells the findings whole, and all that the report says of the result', async () => {
      const { run, request: understood } = runData();
      const report: Report = {
        version: '1',
        ...(refused as Pick<Report, 'status' | 'error'>),
        run,
        request: understood,
        userPool: null,
        identityPool: null,
        findings: [oneFinding],
        access: null,
        whoCan: null,
        failure: null,
        undoFailure: null,
        report: address,
      };
      s3.objects.set('/bucket/reports/storefront/prod/run-1/report.json', JSON.stringify(report));

      const end = await waited(s3.endpoint);

      expect(end.code).toBe(1);
      expect(resultIn(end)).toEqual({ ...refused, findings: [oneFinding], report: address });
    });

    it('tells what is missing where there is no report', async () => {
      const end = await waited(s3.endpoint);

      const { code, severity, subject } = oneFinding;
      expect(end.code).toBe(1);
      expect(resultIn(end)).toMatchObject({
        ...refused,
        findings: [{ code, severity, subject }],
        missing: `Of 1 finding only code, severity and subject are known here: nothing is at ${address}.`,
        report: address,
      });
    });

    it('tells the missing right where the report may not be read', async () => {
      const end = await waited(cloud.endpoint);

      expect(end.code).toBe(1);
      expect(resultIn(end)).toMatchObject({
        ...refused,
        missing: expect.stringMatching(/known here: AWS denied s3:GetObject on bucket\/reports/),
      });
    });
  });

  it('shows of a Lambda’s cause the message, and never its trace', async () => {
    const cause = {
      errorType: 'StoreFault',
      errorMessage: 'The link cannot be read.',
      trace: ['StoreFault: The link cannot be read.', '    at parse (/var/task/index.mjs:1:2)'],
    };
    cloud.answer(stepFunctions(failed('StoreFault', JSON.stringify(cause))));

    const { code, stdout, stderr } = await here.run(['start', 'request.json', '--wait']);

    expect(code).toBe(2);
    expect(stdout).toBe('FAILED\nStoreFault: The link cannot be read.\n');
    expect(stdout + stderr).not.toContain('/var/task');
  });

  it('prints a refusal as a run in process does', async () => {
    cloud.answer(stepFunctions(failed('ImportRefused', refusedCause)));

    const { code, stdout } = await here.run(['start', 'request.json', '--wait']);

    expect({ code, stdout }).toEqual({ code: 1, stdout: `REFUSED\n${refusal}\n` });
  });
});

describe('amplify-import start --machine push-auth', () => {
  const asked = { app: 'storefront', env: 'prod', only: ['failed'] };
  const start = ['start', 'request.json', '--machine', 'push-auth'];
  const address = 's3://bucket/reports/storefront/prod/run-1/push-report.json';
  const mail = 'function:eu-west-1:mail';
  const changed = finding('TARGET_CHANGED', { target: mail, keys: ['AUTH_USERPOOLID'] });
  const incomplete = new PushIncomplete(`1 target:\n- ${mail}: left`, 'storefront', 'prod');
  const error = { name: incomplete.name, message: `${incomplete.message}\n\nReport: ${address}` };
  const cause = `${error.message}\n${causeLine(address, [changed], 2_000)}`;

  beforeEach(async () => {
    await here.request(asked);
  });

  it('starts the machine of pushes, whose executions are named as those of imports', async () => {
    cloud.answer(stepFunctions({}));

    const { code, stderr } = await here.run(start);

    const { stateMachineArn, name, input } = bodyOf('StartExecution');
    expect(code).toBe(0);
    expect(stateMachineArn).toBe(
      'arn:aws:states:eu-west-1:111122223333:stateMachine:amplify-import-push-auth',
    );
    expect(name).toMatch(/^storefront_prod_[0-9a-f]{12}_\d{8}T\d{6}Z$/);
    expect(JSON.parse(String(input))).toEqual(asked);
    expect(stderr).toBe(`Started ${String(name)}\n`);
  });

  it('knows no other machine than those that are deployed', async () => {
    const { code, stderr } = await here.run(['start', 'request.json', '--machine', 'pull-auth']);

    expect(code).toBe(64);
    expect(stderr).toContain(
      '--machine is one of import-auth, push-auth, remove-auth, not "pull-auth".',
    );
  });

  it('waits for the result of a good push, and prints it as "push" does', async () => {
    const result: PushResult = {
      status: 'pushed',
      revision: 3,
      findings: [],
      targets: [{ id: mail, kind: 'function', status: 'pushed' }],
      superseded: false,
      report: address,
    };
    const end = { status: 'SUCCEEDED', output: JSON.stringify({ outcome: { result } }) };
    cloud.answer(stepFunctions(end));
    const document = await here.run([...start, '--wait', '--json']);
    cloud.answer(stepFunctions(end));
    const words = await here.run([...start, '--wait']);

    expect([document.code, words.code]).toEqual([0, 0]);
    expect(pushResultIn(document)).toEqual(result);
    expect(words.stdout).toBe(`PUSHED\nRevision 3:\n  pushed ${mail}\nReport: ${address}\n`);
  });

  it('tells of an incomplete push all that its report holds, where that may be read', async () => {
    const report: PushReport = {
      version: '1',
      run: aRun(),
      status: 'failed',
      error,
      revision: 3,
      findings: [changed],
      targets: [{ id: mail, kind: 'function', status: 'left' }],
      superseded: false,
      report: address,
    };
    const s3 = await s3StandIn();
    s3.objects.set(address.replace('s3:/', ''), JSON.stringify(report));
    cloud.answer(stepFunctions({ status: 'FAILED', error: 'PushIncomplete', cause }));

    const end = await here.run([...start, '--wait', '--json'], '', {
      ...benchEnvironment(here.folder, cloud.endpoint),
      AWS_ENDPOINT_URL_S3: s3.endpoint,
    });
    s3.close();

    const { version: _version, run: _run, ...result } = report;
    expect(end.code).toBe(2);
    expect(pushResultIn(end)).toEqual(result);
  });

  it('tells what is missing of it where the report may not be read', async () => {
    cloud.answer(stepFunctions({ status: 'FAILED', error: 'PushIncomplete', cause }));

    const { code, stdout } = await here.run([...start, '--wait']);

    expect(code).toBe(2);
    expect(stdout).toMatch(
      /^FAILED\nPushIncomplete: 1 target:\n- function:eu-west-1:mail: left\nFix what is said of each/,
    );
    expect(stdout).toMatch(/\nOf 1 finding only code, .+: AWS denied s3:GetObject on bucket/);
  });

  it.each(['InvalidRequest', 'LinkNotRecorded', 'LinkBusy'])(
    'exits with 1 when the push ends in %s',
    async (name) => {
      cloud.answer(stepFunctions({ status: 'FAILED', error: name, cause: 'No.' }));

      const end = await here.run([...start, '--wait', '--json']);

      expect(end.code).toBe(1);
      expect(pushResultIn(end)).toMatchObject({ status: 'refused', error: { name } });
    },
  );
});

describe('amplify-import start --machine remove-auth', () => {
  const start = ['start', 'request.json', '--machine', 'remove-auth', '--wait'];
  const address = 's3://bucket/reports/storefront/prod/run-1/removal-report.json';

  beforeEach(async () => {
    await here.request({ app: 'storefront', env: 'prod', mode: 'remove', force: true });
  });

  it('waits for the result of a good removal, and prints it as "remove" does', async () => {
    const result: RemovalResult = {
      status: 'removed',
      revision: 3,
      findings: [],
      roles: [],
      targets: [{ id: 'parameters', kind: 'parameters', status: 'restored' }],
      yours: [userPoolId],
      report: address,
    };
    const end = { status: 'SUCCEEDED', output: JSON.stringify({ outcome: { result } }) };
    cloud.answer(stepFunctions(end));
    const document = await here.run([...start, '--json']);
    expect(String(bodyOf('StartExecution')['stateMachineArn'])).toMatch(
      /:amplify-import-remove-auth$/,
    );
    cloud.answer(stepFunctions(end));
    const words = await here.run(start);

    expect([document.code, words.code]).toEqual([0, 0]);
    expect(removalResultIn(document)).toEqual(result);
    expect(words.stdout).toBe(
      `REMOVED\nRevision 3 was the last; its files are published no more.\n  took ours back from parameters\nThese are yours; nothing of this environment is on them any more:\n  the user pool ${userPoolId}\nReport: ${address}\n`,
    );
  });

  it.each([
    ['RemovalRefused', 1, 'refused'],
    ['RemovalIncomplete', 2, 'failed'],
  ])('ends after %s with %i', async (error, code, status) => {
    cloud.answer(stepFunctions({ status: 'FAILED', error, cause: 'Look at what is left.' }));

    const end = await here.run([...start, '--json']);

    expect(end.code).toBe(code);
    expect(removalResultIn(end)).toMatchObject({ status, error: { name: error } });
  });
});
