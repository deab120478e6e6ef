import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  eventFunctionNames,
  eventFunctions,
  type EventFunctionName,
} from '../src/contract/event-functions.ts';
import { codeOf, handlerOf } from './function-code.ts';
import type { Grant } from './grant.ts';
import { handlers } from './handlers.ts';
import { constructIdOf } from './machine-ids.ts';
import { ourFunction } from './our-function.ts';

type EventFunctionsProps = {
  readonly permissions: Readonly<Record<EventFunctionName, readonly Grant[]>>;
  readonly environment: Record<string, string>;
  readonly deadLetterQueue: Queue;
};

/**
 * The functions that rules start on a schedule, from the files in `functions/events/`. A rule starts one
 * without waiting for its end: what it fails by goes to the queue of dead letters by Lambda, and an event
 * that never reached it by the rule (Lambda guide, "Asynchronous invocation").
 */
export class EventFunctions extends Construct {
  constructor(scope: Construct, id: string, props: EventFunctionsProps) {
    super(scope, id);
    const { permissions, environment, deadLetterQueue } = props;

    const code = codeOf(this, 'functions/events', handlers['functions/events']);
    for (const name of eventFunctionNames) {
      const own = new Construct(this, constructIdOf(name));
      const { description, everyMinutes } = eventFunctions[name];
      const fn = ourFunction(own, {
        description,
        code,
        handler: handlerOf(name),
        grants: [...permissions[name], sendTo(deadLetterQueue)],
        environment,
      });
      new EventInvokeConfig(own, 'Invocations', {
        function: fn,
        // Not `SqsDestination`: it gives the role more than the one right that is needed.
        onFailure: { bind: () => ({ destination: deadLetterQueue.queueArn }) },
      });
      new Rule(own, 'Rule', {
        description,
        schedule: Schedule.rate(Duration.minutes(everyMinutes)),
        targets: [new LambdaFunction(fn, { deadLetterQueue })],
      });
    }
  }
}

function sendTo({ queueArn }: Queue): Grant {
  return { statements: [{ actions: ['sqs:SendMessage'], resources: [queueArn] }] };
}
