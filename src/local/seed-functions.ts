import type { IAMClient } from '@aws-sdk/client-iam';
import { CreateRoleCommand, GetRoleCommand, TagRoleCommand } from '@aws-sdk/client-iam';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { CreateFunctionCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';

import { ALLOW_TAG } from './seed-identity-pool.ts';
import { present } from './seed-user-pool.ts';

/** A function of a team, with variables of its own that no push may touch. */
export type FunctionSample = {
  readonly name: string;
  readonly roleArn: string;
  readonly variables: Readonly<Record<string, string>>;
};

const variables = { TABLE_NAME: 'orders', PAYMENT_KEY: 'sk_live_of_the_team' };

/** It answers with the names of its variables, so that a person can see that they are there. */
const code = `exports.handler = async () => Object.keys(process.env).filter((name) => /^(AUTH|TABLE|PAYMENT)_/.test(name)).sort();`;

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});

const seedExecutionRole = async (client: IAMClient, RoleName: string): Promise<string> => {
  try {
    await client.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, Path: '/' }),
    );
  } catch (error) {
    if (!(error instanceof Error) || !error.name.startsWith('EntityAlreadyExists')) throw error;
  }
  await client.send(new TagRoleCommand({ RoleName, Tags: [ALLOW_TAG] }));
  const { Role } = await client.send(new GetRoleCommand({ RoleName }));
  return present(Role?.Arn, 'the ARN of the execution role');
};

/** A function with an execution role of its own, both open to the project; the same name again finds it. */
export const seedFunction = async (
  { lambda, iam }: { readonly lambda: LambdaClient; readonly iam: IAMClient },
  name: string,
): Promise<FunctionSample> => {
  const roleArn = await seedExecutionRole(iam, `${name}-role`);
  const sample = { name, roleArn, variables };
  try {
    await lambda.send(new GetFunctionCommand({ FunctionName: name }));
    return sample;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
  }
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: roleArn,
      Code: { ZipFile: zipSync({ 'index.js': strToU8(code) }) },
      Environment: { Variables: variables },
      Tags: { [ALLOW_TAG.Key]: ALLOW_TAG.Value },
    }),
  );
  return sample;
};
