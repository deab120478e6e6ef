import { UpdateBranchCommand } from '@aws-sdk/client-amplify';
import { UntagResourceCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { seedFunction } from '../../../src/local/seed-functions.ts';
import { seedHostingApp } from '../../../src/local/seed-targets.ts';
import type { Case } from './account.ts';

export const targetCases: readonly Case[] = [
  {
    code: 'TARGET_NOT_ALLOWED',
    deployed: true,
    spoil: async ({ clients, sample, request }) => {
      const { name } = await seedFunction(clients, `orders-${sample.suffix}`);
      const { Configuration } = await clients.lambda.send(
        new GetFunctionCommand({ FunctionName: name }),
      );
      const Resource = Configuration?.FunctionArn;
      const TagKeys = ['amplify-import'];
      await clients.lambda.send(new UntagResourceCommand({ Resource, TagKeys }));
      return { ...request, functions: [{ name }] };
    },
  },
  {
    code: 'FUNCTION_ACCESS_POOL_NOT_ALLOWED',
    deployed: true,
    spoil: async ({ clients, sample, request }) => {
      const { name } = await seedFunction(clients, `orders-${sample.suffix}`);
      return { ...request, functions: [{ name, access: ['listUsers'] }] };
    },
  },
  {
    code: 'HOSTING_AUTO_BUILD_OFF',
    spoil: async ({ clients, sample, request }) => {
      const { hosting } = clients;
      if (!hosting) throw new Error('Nobody plays Amplify Hosting.');
      const { appId, branch } = await seedHostingApp(hosting, sample.suffix);
      await hosting.send(
        new UpdateBranchCommand({ appId, branchName: branch, enableAutoBuild: false }),
      );
      return { ...request, hosting: [{ appId, branch, build: 'onChange' }] };
    },
  },
  {
    code: 'PARAMETER_TAKEN',
    spoil: async ({ clients, sample, request }) => {
      const env = `env-${sample.suffix}`;
      await clients.ssm.send(
        new PutParameterCommand({
          Name: `/amplify-import/storefront/${env}/user-pool-id`,
          Value: 'theirs',
          Type: 'String',
        }),
      );
      return { ...request, env, parameters: true };
    },
  },
];
