import {
  PutRuleCommand,
  PutTargetsCommand,
  ListEventBusesCommand,
} from '@aws-sdk/client-eventbridge';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  ListPoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { linkListSchema } from '../../src/contract/links/list.ts';
import type { LocalCloud } from './local-cloud.ts';

/** Lets a role read config and puts a rule with a target on the bus, as our docs tell others to. */
export async function somebodyReadsAndListens({ clients, outputs }: LocalCloud): Promise<void> {
  const RoleName = 'reader';
  const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
  await clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyArn = outputs['ReaderPolicyArn'];
  await clients.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const rule = { EventBusName: 'amplify-import' };
  const EventPattern = '{"source":["amplify-import.storefront"]}';
  const Name = 'storefront-published';
  await clients.events.send(new PutRuleCommand({ ...rule, Name, EventPattern }));
  const Targets = [{ Id: 'queue', Arn: 'arn:aws:sqs:us-east-1:000000000000:published' }];
  await clients.events.send(new PutTargetsCommand({ ...rule, Rule: Name, Targets }));
}

/** Removes every environment of the stack, and gives the exit code of each removal. */
export async function removeAll(cloud: LocalCloud): Promise<readonly number[]> {
  const { stdout } = await cloud.run(['list', '--store', 'aws', '--json']);
  const { links } = linkListSchema.parse(JSON.parse(stdout));
  const codes: number[] = [];
  for (const { app, env, state } of links) {
    if (state === 'removed') continue;
    const named = ['--app', app, '--env', env, '--store', 'aws', '--yes'];
    codes.push((await cloud.run(['remove', ...named])).code ?? -1);
  }
  return codes;
}

/** The buckets that the stack made. */
export async function bucketsOf({ clients }: LocalCloud): Promise<readonly string[]> {
  const { Buckets = [] } = await clients.s3.send(new ListBucketsCommand({}));
  return Buckets.flatMap(({ Name = '' }) => (Name.startsWith('amplifyimport-') ? [Name] : []));
}

/** Names of everything in the account that is of the stack. */
export async function oursIn(cloud: LocalCloud): Promise<readonly string[]> {
  const { dynamodb, events, iam, lambda, sfn } = cloud.clients;
  const [tables, buses, roles, policies, functions, machines] = await Promise.all([
    dynamodb.send(new ListTablesCommand({})),
    events.send(new ListEventBusesCommand({})),
    iam.send(new ListRolesCommand({ PathPrefix: '/amplify-import/' })),
    iam.send(new ListPoliciesCommand({ Scope: 'Local' })),
    lambda.send(new ListFunctionsCommand({})),
    sfn.send(new ListStateMachinesCommand({})),
  ]);
  const names = [
    ...(tables.TableNames ?? []),
    ...(buses.EventBuses ?? []).map(({ Name }) => Name),
    ...(roles.Roles ?? []).map(({ RoleName }) => RoleName),
    ...(policies.Policies ?? []).map(({ PolicyName }) => PolicyName),
    ...(functions.Functions ?? []).map(({ FunctionName }) => FunctionName),
    ...(machines.stateMachines ?? []).map(({ name }) => name),
    ...(await bucketsOf(cloud)),
  ];
  return names.flatMap((name = '') => (/^amplify-?import/i.test(name) ? [name] : []));
}
