import { Duration } from 'aws-cdk-lib';
import { Alarm, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Machine } from './machine.ts';

const period = Duration.minutes(5);

/** An event that started nothing is a request that nobody answers. */
export function alarmOnDeadLetters(scope: Construct, queue: Queue): Alarm {
  return alarmOnOne(scope, 'Alarm', {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
    description:
      'An event of amplify-import could not start its state machine, or a function failed that a rule starts.',
    investigation:
      'Read the messages of the queue; the attributes ERROR_CODE and RULE_ARN say why and where, or of a function its requestContext and responsePayload.',
    resolution:
      'Fix the cause, put the events on the bus again, and purge the queue. A function needs nothing: its rule starts it again.',
  });
}

/**
 * Every bad end of an execution, each by a metric of its own. A refused import ends in Fail as well: all of
 * them need somebody to look.
 */
export function alarmOnBadEnds(machine: Machine): void {
  const { stateMachine, physicalName } = machine;
  const ofEnd = { period, statistic: 'Sum' };
  alarmOnOne(machine, 'Alarm', {
    metric: stateMachine.metricFailed(ofEnd),
    description: `An execution of ${physicalName} ended in Fail.`,
    investigation: 'Open the failed execution: its error and cause say what is wrong.',
    resolution: 'Do what the cause says, then start the same request again.',
  });
  alarmOnOne(machine, 'AbortedAlarm', {
    metric: stateMachine.metricAborted(ofEnd),
    description: `An execution of ${physicalName} was stopped.`,
    investigation: 'Find out who stopped it (CloudTrail: StopExecution), and why.',
    resolution: secondTry,
  });
  alarmOnOne(machine, 'TimedOutAlarm', {
    metric: stateMachine.metricTimedOut(ofEnd),
    description: `An execution of ${physicalName} ran out of time.`,
    investigation: 'Open it: the state that it stood in took too long, or was tried too often.',
    resolution: secondTry,
  });
}

const secondTry =
  'A rule has started it once more: look at that execution, and stop it too if you mean it.';

type AlarmText = {
  readonly metric: Metric;
  readonly description: string;
  readonly investigation: string;
  readonly resolution: string;
};

function alarmOnOne(scope: Construct, id: string, text: AlarmText): Alarm {
  return new Alarm(scope, id, {
    metric: text.metric,
    threshold: 1,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: [
      text.description,
      `Investigation: ${text.investigation}`,
      `Resolution: ${text.resolution}`,
    ].join('\n'),
  });
}
