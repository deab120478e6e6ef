import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { awsError } from '../support/aws-world/aws-error.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import { runOnce } from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { aParameter } from '../support/aws-world/ssm.ts';
import { everythingTold, pushTargets } from '../support/aws-world/target-pushes.ts';
import { link } from '../support/builders/link.ts';
import { hostedAccount, pushOnce, seedApp } from '../push/hosted-account.ts';
import { folder, prefix, request, site, unimported } from './pushed-account.ts';

const { hosting: there } = hostedAccount();
const secrets = Array.from({ length: 20 }, (_, index) => `s3cr3t-${index}-of-somebody`);
const secret = (index: number): string => secrets[index] ?? '';
let world: SampleAccount;
let logged: string[];

/** Targets of every kind with secrets of others on them, under their names and under ours; all pushed. */
beforeEach(async () => {
  world = unimported();
  const orders = world.lambda.functions.get(homeRegion, 'orders');
  for (const index of [0, 1, 2, 3, 4]) orders.variables[`SECRET_${index}`] = secret(index);
  orders.variables['AUTH_STOREFRONT_CLIENTID'] = secret(5);
  world.s3.buckets.get(site)?.objects.set(`${prefix}theirs.json`, seededObject(secret(6)));
  world.parameterStore.parameters.set(`${folder}/secret`, aParameter(secret(7)));
  const theirs = [8, 9, 10, 11, 12].map((index) => [`SECRET_${index}`, secret(index)]);
  const appId = await seedApp(there(), {
    environmentVariables: { ...Object.fromEntries(theirs), AMPLIFY_USERPOOL_ID: secret(13) },
    basicAuthCredentials: secret(14),
  });
  await runOnce({ ...request, hosting: [{ appId }] });
  await pushOnce();
  // Somebody has put others in the place of ours since.
  orders.variables['AUTH_STOREFRONT_REGION'] = secret(15);
  world.parameterStore.parameters.set(`${folder}/config`, aParameter(secret(16)));
  world.s3.buckets
    .get(site)
    ?.objects.set(`${prefix}amplify_outputs.json`, seededObject(secret(17)));
  world.lambda.functions.get(homeRegion, 'mail').variables['AUTH_STOREFRONT_USERPOOLID'] =
    secret(18);
  world.parameterStore.parameters.set(
    `${folder}/user-pool-id`,
    aParameter(secret(19), { type: 'SecureString' }),
  );
  logged = [];
  // In a function a step writes its log.
  process.env['AWS_LAMBDA_FUNCTION_NAME'] = 'AmplifyImport-restore-target';
  for (const stream of [process.stdout, process.stderr]) {
    jest.spyOn(stream, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
  }
});

afterEach(() => {
  delete process.env['AWS_LAMBDA_FUNCTION_NAME'];
  jest.restoreAllMocks();
});

/** A plan, a removal, one that is forced, one that has nothing to do: all that anybody can see of them. */
async function everythingOf(): Promise<string> {
  const ends = [];
  for (const asked of [{ mode: 'plan' }, {}, { force: true }, {}]) {
    ends.push(await removeOnce({ ...link, ...asked }));
  }
  return JSON.stringify([ends, everythingTold(world), logged]);
}

const found = (everything: string) => secrets.filter((one) => everything.includes(one));

describe('No secret of anybody leaves the function that reads it in a removal', () => {
  it('when all goes well', async () => {
    const everything = await everythingOf();

    expect(everything).toContain('TARGET_CHANGED');
    expect(everything).toContain('"state\\":\\"Restore target\\"');
    expect(everything).toContain('"removed"');
    expect(found(everything)).toEqual([]);
  });

  it.each([
    ['lambda', 'UpdateFunctionConfiguration', {}],
    ['ssm', 'DeleteParameters', {}],
    ['s3', 'DeleteObject', { Bucket: site }],
    ['cloudfront', 'CreateInvalidation', {}],
  ] as const)(
    'when %s %s is refused by an error that repeats all of them',
    async (service, action, input) => {
      world.faults.fail(
        { service, action, input },
        awsError('InvalidParameterValueException', 400, secrets.join(' ')),
      );

      const everything = await everythingOf();

      expect(everything).toContain('AwsFault');
      expect(found(everything)).toEqual([]);
    },
  );

  it('when Amplify Hosting refuses an update by such an error', async () => {
    const message = secrets.join(' ');
    there().fail('UpdateApp', { error: 'BadRequestException', status: 400, message }, 50);

    const everything = await everythingOf();

    expect(everything).toContain('AwsFault');
    expect(found(everything)).toEqual([]);
  });
});

describe('What a removal puts back', () => {
  it('is never a secret that stood under a name of ours: nobody has kept it', async () => {
    await removeOnce({ ...link, force: true });
    await pushTargets();

    const variables = Object.values(world.lambda.functions.get(homeRegion, 'orders').variables);
    expect(variables).toEqual(expect.arrayContaining(secrets.slice(0, 5)));
    expect(variables).not.toContain(secret(5));
  });
});
