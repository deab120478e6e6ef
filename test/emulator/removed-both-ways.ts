import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { removalResultSchema, type RemovalResult } from '../../src/contract/removal/result.ts';
import type { LocalCloud } from './local-cloud.ts';
import { documentOf, pushedLink, type PushedBothWays } from './pushed-both-ways.ts';

/** What the removal of a link has come to, run by each of the two engines over the same import and push. */
export type RemovedBothWays = {
  readonly inProcess: RemovalResult;
  readonly deployed: RemovalResult;
  /** The function's variables in the end, and the names of the policies on the role of users. */
  readonly variables: Readonly<Record<string, string>>;
  readonly policies: readonly string[];
};

/**
 * Removes the link that was pushed both ways: in process first, then, once it was imported and pushed anew, by
 * the deployed machine.
 */
export async function removeBothWays(
  cloud: LocalCloud,
  { request, functionName }: Pick<PushedBothWays, 'request' | 'functionName'>,
): Promise<RemovedBothWays> {
  const { clients, sample } = cloud;
  const named = ['--app', pushedLink.app, '--env', pushedLink.env, '--store', 'aws', '--json'];
  const start = ['start', cloud.file('remove', pushedLink), '--machine', 'remove-auth', '--wait'];

  const inProcess = await documentOf(cloud, ['remove', ...named, '--yes']);
  await documentOf(cloud, ['start', request, '--wait', '--json']);
  // The event's own push may hold the link: this one waits for it.
  await documentOf(cloud, ['push', ...named]);
  const deployed = await documentOf(cloud, [...start, '--json']);

  const { Environment } = await clients.lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: functionName }),
  );
  const { PolicyNames = [] } = await clients.iam.send(
    new ListRolePoliciesCommand({ RoleName: sample.authenticatedRole.name }),
  );
  return {
    inProcess: removalResultSchema().parse(inProcess),
    deployed: removalResultSchema().parse(deployed),
    variables: Environment?.Variables ?? {},
    policies: PolicyNames,
  };
}
