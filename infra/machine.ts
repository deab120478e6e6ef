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
import type { StateFunctions } from './functions.ts';
import type { Grant } from './grant.ts';
import { projectRoot } from './project-root.ts';
import { StackRole } from './stack-role.ts';

type MachineProps = {
  readonly name: MachineName;
  readonly functions: StateFunctions;
  readonly bus: EventBus;
};

/** A state machine from its ASL file, with the rights to call its functions and to announce. */
export class Machine extends Construct {
  readonly stateMachine: StateMachine;
  readonly physicalName: string;

  constructor(scope: Construct, id: string, { name, functions, bus }: MachineProps) {
    super(scope, id);
    this.physicalName = machineNameOf(name);
    const definition = definitionOf(name);
    const placeholders = placeholdersIn(definition);
    const tasks = placeholders.flatMap((placeholder) => functions.behind(placeholder) ?? []);
    const ours = new Map([
      ['Partition', Aws.PARTITION],
      ['EventBusName', bus.eventBusName],
    ]);
    const standsFor = (placeholder: string): string => {
      const value = functions.behind(placeholder)?.functionArn ?? ours.get(placeholder);
      if (value !== undefined) return value;
      throw new Error(`Nobody says what ${placeholder} in ${name}.asl.json stands for.`);
    };

    const logs = new LogGroup(this, 'Logs', {
      // The prefix keeps the log group's resource policy below its size limit (Step Functions guide,
      // "Logging using CloudWatch Logs").
      logGroupName: `/aws/vendedlogs/states/${this.physicalName}`,
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new StackRole(this, 'Role', {
      service: 'states.amazonaws.com',
      grants: [
        callFunctions(tasks),
        ...(placeholders.includes('EventBusName') ? [announceOn(bus)] : []),
      ],
    });

    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: this.physicalName,
      stateMachineType: StateMachineType.STANDARD,
      // Not `fromFile`: that would hide the definition from the template and from `cdk diff`.
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: Object.fromEntries(
        placeholders.map((placeholder) => [placeholder, standsFor(placeholder)]),
      ),
      role,
      // State data holds ids, settings and findings, never a secret (docs/secrets.md).
      logs: { destination: logs, level: LogLevel.ALL, includeExecutionData: true },
      tracingEnabled: true,
    });
    Validations.of(role.node.findChild('DefaultPolicy')).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Log delivery and X-Ray, which the CDK adds, know no narrower resource.',
    });
  }
}

/** The definition of the ASL file of that name, without its white space. */
function definitionOf(name: MachineName): string {
  const text = readFileSync(join(projectRoot, 'statemachine', `${name}.asl.json`), 'utf8');
  return JSON.stringify(JSON.parse(text));
}

/** Each placeholder once, in the order of the definition, at whatever depth it stands. */
function placeholdersIn(definition: string): readonly string[] {
  return [...new Set([...definition.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name))];
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
