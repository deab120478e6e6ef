import { describe, expect, it } from '@jest/globals';
import {
  eventFunctionNames,
  eventFunctions,
  type EventFunctionName,
} from '../../src/contract/event-functions.ts';
import { asText, attributeOwner, isAllow, synthesize } from './template.ts';

const stack = synthesize();
const [tableId] = [...stack.all('AWS::DynamoDB::Table').keys()];
const [queueId] = [...stack.all('AWS::SQS::Queue').keys()];
const queue = `<${queueId}.Arn>`;

function functionOf(name: EventFunctionName) {
  const { description } = eventFunctions[name];
  for (const [id, resource] of stack.all('AWS::Lambda::Function')) {
    if (resource.Properties['Description'] === description) return { id, ...resource };
  }
  throw new Error(`The stack has no function ${name}.`);
}

const scheduled = [...stack.all('AWS::Events::Rule').values()].filter(
  ({ Properties }) => Properties['ScheduleExpression'] !== undefined,
);

describe.each(eventFunctionNames)('the function %s', (name) => {
  const { id, Properties } = functionOf(name);

  it('is started by a rule as often as the list says, and by nothing else', () => {
    const { everyMinutes } = eventFunctions[name];
    const rules = scheduled.filter((rule) =>
      JSON.stringify(rule.Properties['Targets']).includes(JSON.stringify([id, 'Arn'])),
    );
    const permissions = [...stack.all('AWS::Lambda::Permission').values()].filter(
      (one) => attributeOwner(one.Properties['FunctionName']) === id,
    );

    expect(rules.map((rule) => rule.Properties['ScheduleExpression'])).toEqual([
      `rate(${everyMinutes} minutes)`,
    ]);
    expect(permissions.map((one) => one.Properties['Principal'])).toEqual(['events.amazonaws.com']);
  });

  it('has the queue of dead letters for what it fails by, and for an event that never reached it', () => {
    const [invocations] = [...stack.all('AWS::Lambda::EventInvokeConfig').values()].filter(
      (one) => asText(one.Properties['FunctionName']) === `<${id}>`,
    );
    const [rule] = scheduled;
    const targets = rule?.Properties['Targets'] as { DeadLetterConfig?: { Arn: unknown } }[];

    expect(invocations?.Properties['DestinationConfig']).toEqual({
      OnFailure: { Destination: { 'Fn::GetAtt': [queueId, 'Arn'] } },
    });
    expect(targets.map(({ DeadLetterConfig }) => asText(DeadLetterConfig?.Arn))).toEqual([queue]);
  });

  it('has a log group and a role of its own', () => {
    const { LogGroup } = Properties['LoggingConfig'] as { LogGroup: { Ref: string } };
    const roles = [...stack.all('AWS::Lambda::Function').values()].filter(
      (fn) => attributeOwner(fn.Properties['Role']) === attributeOwner(Properties['Role']),
    );

    expect(stack.all('AWS::Logs::LogGroup').get(LogGroup.Ref)?.Properties['RetentionInDays']).toBe(
      90,
    );
    expect(roles).toHaveLength(1);
  });
});

describe('the rights of start-expired', () => {
  const { Properties } = functionOf('start-expired');
  const machine =
    'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:amplify-import-remove-auth';

  it('are to find what has expired, to start its removal, to tell what it fails by, and its log and trace', () => {
    const allowed = (stack.roles().get(attributeOwner(Properties['Role'])) ?? []).filter(isAllow);

    expect(
      allowed.map(({ actions, resources, condition }) => [actions, resources, condition]),
    ).toEqual([
      [
        ['dynamodb:Query'],
        [`<${tableId}.Arn>`],
        { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['EXPIRES'] } },
      ],
      [['states:StartExecution'], [machine], null],
      [['sqs:SendMessage'], [queue], null],
      [['logs:CreateLogStream', 'logs:PutLogEvents'], [expect.any(String)], null],
      [['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*'], null],
    ]);
  });

  it('are on what its environment names: the table and the machine', () => {
    const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };

    expect(Object.keys(Variables).toSorted()).toEqual(['AWS_RETRY_MODE', 'LINK_TABLE', 'MACHINES']);
    expect(JSON.parse(asText(Variables['MACHINES']))).toEqual({ 'remove-auth': machine });
  });

  it('name the machine as it is named', () => {
    const names = [...stack.all('AWS::StepFunctions::StateMachine').values()].map(
      (one) => one.Properties['StateMachineName'],
    );

    expect(names).toContain(machine.split(':').at(-1));
  });
});
