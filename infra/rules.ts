import { type EventBus, type EventPattern, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { sourcePrefix, statusChangeDetailType } from '../src/contract/events.ts';
import {
  leaseHolders,
  machineNames,
  startersOf,
  type MachineName,
} from '../src/contract/machines.ts';
import type { Machine } from './machine.ts';
import { deathRuleIdOf, startRuleIdOf } from './machine-ids.ts';
import { StackRole } from './stack-role.ts';

type RulesProps = {
  readonly bus: EventBus;
  readonly machines: Readonly<Record<MachineName, Machine>>;
  readonly deadLetterQueue: Queue;
};

/** Which event starts which machine. Each machine gets the event itself as its input. */
export class Rules extends Construct {
  readonly #props: RulesProps;

  constructor(scope: Construct, id: string, props: RulesProps) {
    super(scope, id);
    this.#props = props;

    for (const name of machineNames) {
      const detailType = [...startersOf(name)];
      if (detailType.length === 0) continue;
      this.#start(startRuleIdOf(name), props.machines[name], {
        eventBus: props.bus,
        description: `Starts ${name} on ${detailType.join(', ')}`,
        eventPattern: { source: Match.prefix(sourcePrefix), detailType },
      });
    }
    for (const name of leaseHolders) {
      this.#start(deathRuleIdOf(name), props.machines[name], {
        description: `Starts ${name} again, once, after an end that no Catch saw`,
        eventPattern: deathsOf(props.machines[name]),
      });
    }
  }

  #start(
    id: string,
    machine: Machine,
    rule: { eventBus?: EventBus; description: string; eventPattern: EventPattern },
  ): void {
    const scope = new Construct(this, id);
    const role = new StackRole(scope, 'Role', { service: 'events.amazonaws.com', grants: [] });
    new Rule(scope, 'Rule', {
      ...rule,
      targets: [
        new SfnStateMachine(machine.stateMachine, {
          role,
          deadLetterQueue: this.#props.deadLetterQueue,
        }),
      ],
    });
  }
}

/**
 * The default bus tells of every end of an execution (Step Functions guide, "Automating Step
 * Functions event delivery with EventBridge"). Ends that no Catch sees: aborted, timed out, or an
 * error of the service itself, like `States.Runtime`. An execution that such an event had started
 * is left out, so that a machine that dies each time does not start itself for ever.
 */
function deathsOf(machine: Machine): EventPattern {
  return {
    source: ['aws.states'],
    detailType: [statusChangeDetailType],
    detail: {
      stateMachineArn: [machine.stateMachine.stateMachineArn],
      input: [{ 'anything-but': { wildcard: `*${statusChangeDetailType}*` } }],
      $or: [
        { status: ['ABORTED', 'TIMED_OUT'] },
        { status: ['FAILED'], error: [{ prefix: 'States.' }] },
      ],
    },
  };
}
