import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import {
  leaseHolders,
  machineNameOf,
  machineNames,
  startersOf,
} from '../../src/contract/machines.ts';
import { asText, attributeOwner, type Resource, synthesize } from './template.ts';

type Target = {
  readonly Arn: unknown;
  readonly RoleArn: unknown;
  readonly Input?: unknown;
  readonly InputTransformer?: unknown;
  readonly DeadLetterConfig?: { readonly Arn: unknown };
};

const stack = synthesize();
/** The rules by which events start machines; those with a rate start functions. */
const all = [...stack.all('AWS::Events::Rule')].filter(
  ([, { Properties }]) => Properties['ScheduleExpression'] === undefined,
);
const [busId] = [...stack.all('AWS::Events::EventBus').keys()];
const [queueId] = [...stack.all('AWS::SQS::Queue').keys()];

/** The rules that are on no bus of ours. */
const ofDefaultBus = all.filter(([, { Properties }]) => Properties['EventBusName'] === undefined);

describe('the rules', () => {
  it.each(machineNames.filter((machine) => startersOf(machine).length > 0))(
    'a rule of our bus starts the machine %s, for every app',
    (machine) => {
      const matching = all.filter(([, { Properties }]) =>
        isDeepStrictEqual(Properties['EventPattern'], {
          source: [{ prefix: 'amplify-import.' }],
          'detail-type': startersOf(machine),
        }),
      );

      expect(matching).toHaveLength(1);
      const [[, rule] = missing()] = matching;
      expect(asText(rule.Properties['EventBusName'])).toBe(`<${busId}>`);
      expect(targetsOf(rule).map(({ Arn }) => startedBy(Arn))).toEqual([
        `amplify-import-${machine}`,
      ]);
    },
  );

  it('of the default bus are one for each machine that takes a lease, the import among them', () => {
    const started = ofDefaultBus
      .flatMap(([, rule]) => targetsOf(rule))
      .map(({ Arn }) => startedBy(Arn));

    expect(started).toEqual(leaseHolders.map(machineNameOf));
    expect(started).toContain('amplify-import-import-auth');
  });

  it.each(leaseHolders)('start %s again after an end that no Catch saw', (machine) => {
    const [, rule] =
      ofDefaultBus.find(([, one]) =>
        targetsOf(one).some(({ Arn }) => startedBy(Arn) === machineNameOf(machine)),
      ) ?? missing();
    const [target = missing()] = targetsOf(rule);

    expect(rule.Properties['EventPattern']).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: {
        stateMachineArn: [target.Arn],
        input: [{ 'anything-but': { wildcard: '*Step Functions Execution Status Change*' } }],
        $or: [
          { status: ['ABORTED', 'TIMED_OUT'] },
          { status: ['FAILED'], error: [{ prefix: 'States.' }] },
        ],
      },
    });
  });

  it('every machine that a rule starts gets the event itself', () => {
    for (const target of all.flatMap(([, rule]) => targetsOf(rule))) {
      expect(target.Input).toBeUndefined();
      expect(target.InputTransformer).toBeUndefined();
    }
  });

  it('every target may start its machine, and nothing else', () => {
    for (const target of all.flatMap(([, rule]) => targetsOf(rule))) {
      const allowed = stack
        .roles()
        .get(attributeOwner(target.RoleArn))
        ?.filter((statement) => statement.effect === 'Allow');

      expect(allowed).toEqual([
        {
          effect: 'Allow',
          actions: ['states:StartExecution'],
          resources: [asText(target.Arn)],
          condition: null,
        },
      ]);
    }
  });

  it('every target has the dead-letter queue, and each rule may send to it', () => {
    const [policy = missing()] = [...stack.all('AWS::SQS::QueuePolicy').values()];
    const senders = JSON.stringify(policy.Properties['PolicyDocument']);

    expect(all).toHaveLength(
      machineNames.filter((machine) => startersOf(machine).length > 0).length + leaseHolders.length,
    );
    for (const [id, rule] of all) {
      expect(targetsOf(rule).map(({ DeadLetterConfig }) => asText(DeadLetterConfig?.Arn))).toEqual([
        `<${queueId}.Arn>`,
      ]);
      expect(senders).toContain(JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }));
    }
  });

  it('one message in the dead-letter queue raises an alarm', () => {
    const alarms = [...stack.all('AWS::CloudWatch::Alarm').values()].filter(
      (alarm) => alarm.Properties['MetricName'] === 'ApproximateNumberOfMessagesVisible',
    );

    expect(alarms).toHaveLength(1);
    expect(alarms[0]?.Properties).toMatchObject({
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [queueId, 'QueueName'] } }],
    });
  });

  it('the dead-letter queue is encrypted and takes no plain HTTP', () => {
    const [queue = missing()] = [...stack.all('AWS::SQS::Queue').values()];
    const [policy = missing()] = [...stack.all('AWS::SQS::QueuePolicy').values()];

    expect(queue.Properties).toMatchObject({ SqsManagedSseEnabled: true });
    expect(JSON.stringify(policy.Properties)).toContain('"aws:SecureTransport":"false"');
  });
});

function targetsOf(rule: Resource): readonly Target[] {
  return rule.Properties['Targets'] as readonly Target[];
}

/** The machine that a target starts. */
function startedBy(arn: unknown): unknown {
  const id = (arn as { Ref: string }).Ref;
  return stack.all('AWS::StepFunctions::StateMachine').get(id)?.Properties['StateMachineName'];
}

function missing(): never {
  throw new Error('The template lacks what this test is about.');
}
