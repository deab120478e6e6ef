import { Aws, CfnCondition, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { consoleHost } from '../src/contract/console.ts';
import { byMachine, machineNames, type MachineName } from '../src/contract/machines.ts';
import { readsTag, stackParameterName } from '../src/contract/stack.ts';
import type { StateName } from '../src/contract/states.ts';
import type { StateFunctions } from './functions.ts';
import type { Machine } from './machine.ts';
import { outputIdOf } from './machine-ids.ts';

type Parts = {
  readonly readerPolicy: ManagedPolicy;
  readonly bucket: Bucket;
  readonly table: Table;
  readonly bus: EventBus;
  readonly machines: Readonly<Record<MachineName, Machine>>;
  readonly functions: StateFunctions;
};

/** Says to programs, by a parameter, and to people, by outputs, where the parts are. */
export function describeParts(
  scope: Construct,
  { readerPolicy, bucket, table, bus, machines, functions }: Parts,
): void {
  const arns = byMachine((name) => machines[name].stateMachine.stateMachineArn);

  new StringParameter(scope, 'StackParameter', {
    parameterName: stackParameterName,
    description: 'Where the parts of amplify-import are, for its command line',
    stringValue: Stack.of(scope).toJsonString({
      bucket: bucket.bucketName,
      table: table.tableName,
      bus: bus.eventBusName,
      machines: arns,
      region: Aws.REGION,
    }),
  });

  const outputs: Record<string, { readonly value: string; readonly description: string }> = {
    StartLink: {
      value: `https://${hostOfConsole(scope)}/states/home?region=${Aws.REGION}#/statemachines/view/${arns['import-auth']}`,
      description: 'Start an import in the console: open, press "Start execution", paste a request',
    },
    ConfigBucketName: { value: bucket.bucketName, description: 'Published config and reports' },
    LinkTableName: { value: table.tableName, description: 'Links, leases and ledgers' },
    EventBusName: { value: bus.eventBusName, description: 'Events in and out' },
    ...Object.fromEntries(
      machineNames.map((name) => [
        outputIdOf(name),
        { value: arns[name], description: `The machine ${name}` },
      ]),
    ),
    ReadRolePrincipals: {
      value: Fn.join(
        ',',
        centralReaders.map((state) => functions.of(state)?.role?.roleArn ?? ''),
      ),
      description: 'Who assumes the read-only role of a central pool: its parameter Principals',
    },
    ReaderPolicyArn: {
      value: readerPolicy.managedPolicyArn,
      description: `Attach it to a role with the tag ${readsTag}, and it reads that config`,
    },
  };
  for (const [id, output] of Object.entries(outputs)) new CfnOutput(scope, id, output);
}

/** The states that read pools of another account by a role there. */
const centralReaders: readonly StateName[] = ['Validate user pool', 'Validate identity pool'];

/** The partitions beside the first one, each under the id of the condition that tells it. */
const otherPartitions = {
  InChina: 'aws-cn',
  InGovCloud: 'aws-us-gov',
  InSovereignCloud: 'aws-eusc',
} as const;

/** Host of the console; in which partition the stack is, is known when it is deployed. */
function hostOfConsole(scope: Construct): string {
  const inOthers = Object.entries(otherPartitions).map(([id, partition]) => {
    const expression = Fn.conditionEquals(Aws.PARTITION, partition);
    return { condition: new CfnCondition(scope, id, { expression }), partition };
  });
  return inOthers.reduceRight(
    (otherwise, { condition, partition }) =>
      Fn.conditionIf(condition.logicalId, consoleHost(partition, Aws.REGION), otherwise).toString(),
    consoleHost('aws', Aws.REGION),
  );
}
