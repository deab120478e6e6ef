import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { machineNameOf, type MachineName } from '../src/contract/machines.ts';
import { placeholderOf } from '../src/contract/states.ts';
import type { StateFunctions } from './functions.ts';
import type { Grant } from './grant.ts';
import { StackRole } from './stack-role.ts';

type MachineProps = {
  readonly name: MachineName;
  /** The folder that holds `statemachine/` with the ASL file of that name. */
  readonly projectRoot: string;
  readonly functions: StateFunctions;
  readonly bus: EventBus;
};

/** A state machine from its ASL file, with the rights to call its functions and to announce. */
export class Machine extends Construct {
  readonly stateMachine: StateMachine;
  readonly physicalName: string;

  constructor(scope: Construct, id: string, { name, projectRoot, functions, bus }: MachineProps) {
    super(scope, id);
    this.physicalName = machineNameOf(name);
    const definition = definitionIn(projectRoot, name);

    const tasks = functionsByPlaceholder(definition.States, functions);
    const logs = new LogGroup(this, 'Logs', {
      // The prefix keeps the log group's resource policy below its size limit (Step Functions guide,
      // "Logging using CloudWatch Logs").
      logGroupName: `/aws/vendedlogs/states/${this.physicalName}`,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new StackRole(this, 'Role', {
      service: 'states.amazonaws.com',
      grants: [callFunctions(Object.values(tasks)), announceOn(bus)],
    });

    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: this.physicalName,
      stateMachineType: StateMachineType.STANDARD,
      // Not `fromFile`: that would hide the definition from the template and from `cdk diff`.
      definitionBody: DefinitionBody.fromString(JSON.stringify(definition)),
      definitionSubstitutions: {
        ...Object.fromEntries(
          Object.entries(tasks).map(([placeholder, fn]) => [placeholder, fn.functionArn]),
        ),
        Partition: Aws.PARTITION,
        EventBusName: bus.eventBusName,
      },
      role,
      // State data holds ids, settings and findings, never a secret (promise 8).
      logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: true },
      tracingEnabled: true,
    });
    Validations.of(role.node.findChild('DefaultPolicy')).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log delivery and X-Ray, which the CDK adds, know no narrower resource.',
    });
  }
}

type Definition = { readonly States: Readonly<Record<string, unknown>> };

function definitionIn(projectRoot: string, name: MachineName): Definition {
  const text = readFileSync(join(projectRoot, 'statemachine', `${name}.asl.json`), 'utf8');
  return JSON.parse(text) as Definition;
}

function functionsByPlaceholder(
  aslStates: Definition['States'],
  functions: StateFunctions,
): Record<string, IFunction> {
  const tasks: Record<string, IFunction> = {};
  for (const state of Object.keys(aslStates)) {
    const fn = functions.of(state);
    if (fn !== undefined) tasks[placeholderOf(state)] = fn;
  }
  return tasks;
}

function callFunctions(tasks: readonly IFunction[]): Grant {
  return {
    statements: [
      { actions: ['lambda:InvokeFunction'], resources: tasks.map((fn) => fn.functionArn) },
    ],
  };
}

function announceOn(bus: EventBus): Grant {
  return {
    statements: [{ actions: ['events:PutEvents'], resources: [bus.eventBusArn] }],
  };
}
