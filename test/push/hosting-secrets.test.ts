import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { UpdateAppCommand, UpdateBranchCommand } from '@aws-sdk/client-amplify';
import { everythingTold } from '../support/aws-world/target-pushes.ts';
import { runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { hostedAccount, ownersClient, pushOnce, seedApp, withHosting } from './hosted-account.ts';

const { hosting: there } = hostedAccount();
const secrets = Array.from({ length: 20 }, () => randomBytes(12).toString('hex'));
const secretVariables = {
  ...Object.fromEntries(secrets.slice(0, 16).map((secret, index) => [`SECRET_${index}`, secret])),
  // Somebody else's, under a name of ours.
  AMPLIFY_USERPOOL_ID: secrets[16] ?? '',
};
const buildSpec = `env: { TOKEN: ${secrets[17]} }`;
const basicAuthCredentials = Buffer.from(`storefront:${secrets[18]}`).toString('base64');
let world: SampleAccount;
let logged: string[];

beforeEach(() => {
  world = sampleAccount();
  logged = [];
  // In a function a step writes its log.
  process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'AmplifyImport-push-target';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
  }
});

afterEach(() => {
  delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
  jest.restoreAllMocks();
});

async function plantedApp(): Promise<string> {
  const app = { environmentVariables: secretVariables, buildSpec, basicAuthCredentials };
  return seedApp(there(), app, app);
}

/** An import and two pushes, and all that anybody can see of them. */
async function everythingOf(appId: string): Promise<string> {
  const targets = [{ appId }, { appId, branch: 'main', build: 'onChange' }];
  const imported = await runOnce(withHosting(...targets));
  const planned = await pushOnce({ mode: 'plan' });
  const pushed = await pushOnce({ follow: true });
  const again = await pushOnce({ follow: true });
  return JSON.stringify([imported, planned, pushed, again, everythingTold(world), logged]);
}

const found = (everything: string): readonly string[] =>
  [...secrets, basicAuthCredentials].filter((secret) => everything.includes(secret));

describe('P6: no secret of an app leaves the function that reads it', () => {
  it('P6: when all goes well', async () => {
    const everything = await everythingOf(await plantedApp());

    expect(everything).toContain('AMPLIFY_USERPOOL_ID');
    expect(everything).toContain('StepStarted');
    expect(found(everything)).toEqual([]);
  });

  it.each([
    'GetApp',
    'GetBranch',
    'ListBranches',
    'UpdateApp',
    'UpdateBranch',
    'StartJob',
  ] as const)('P6: when %s is refused by an error that repeats all of them', async (operation) => {
    const appId = await plantedApp();
    const message = [...secrets, basicAuthCredentials].join(' ');
    there().fail(operation, { error: 'BadRequestException', status: 400, message }, 50);

    const told = await everythingOf(appId).catch((error: unknown) =>
      JSON.stringify([String(error), everythingTold(world), logged]),
    );

    expect(there().calls.map((call) => call.operation)).toContain(operation);
    expect(found(told)).toEqual([]);
  });

  it('P6: when somebody else changes them all the time', async () => {
    const appId = await plantedApp();
    const client = ownersClient(there());
    let time = 0;
    there().beforeCall(async ({ operation }) => {
      time += 1;
      const environmentVariables = { ...secretVariables, TIME: `${time}-${secrets[19]}` };
      const branch = { appId, branchName: 'main', environmentVariables };
      if (operation === 'GetApp') await client.send(new UpdateAppCommand(branch));
      if (operation === 'GetBranch') await client.send(new UpdateBranchCommand(branch));
    });

    const everything = await everythingOf(appId);

    expect(everything).toContain('TargetContested');
    expect(found(everything)).toEqual([]);
  });
});
