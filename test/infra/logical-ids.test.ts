import { describe, expect, it } from '@jest/globals';
import { synthesize } from './template.ts';

/** As they were deployed first. A machine that is added here later keeps its ids from then on. */
const deployed = {
  'AWS::StepFunctions::StateMachine': [
    'ImportAuthStateMachineFA57AFFC',
    'PushAuthStateMachine0BE11893',
  ],
  'AWS::CloudWatch::Alarm': [
    'ImportAuthAlarmA008D8FB',
    'PushAuthAlarmDCCF32BB',
    'DeadLettersAlarm495CD7B4',
  ],
  'AWS::Events::Rule': [
    'RulesImportRequestedRuleF80B55BB',
    'RulesConfigPublishedRule296B121F',
    'RulesImportDiedRule464A0F22',
  ],
  'AWS::S3::Bucket': ['ConfigBucketF2111528', 'ConfigAccessLogs2802BA01'],
  'AWS::DynamoDB::Table': ['LinksTableFD6FA5FC'],
  'AWS::Events::EventBus': ['EventsBus45DE4339'],
  'AWS::IAM::ManagedPolicy': ['DenialsEEBEC674', 'ReadersPolicy1D6BE46F'],
  'AWS::Lambda::Function': [
    'FunctionsTakeLeaseFunction0271AC52',
    'EventFunctionsStartExpiredFunction12670F1C',
  ],
  'AWS::SQS::Queue': ['DeadLettersQueue631681B1'],
  'AWS::SSM::Parameter': ['StackParameterB45CF33A'],
};

describe('What is deployed', () => {
  const stack = synthesize();

  // CloudFormation deletes a resource whose id changes, and makes another one.
  it.each(Object.entries(deployed))('keeps its logical id: %s', (type, ids) => {
    expect([...stack.all(type).keys()]).toEqual(expect.arrayContaining(ids));
  });

  // Lambda replaces a function whose name changes, under the executions that are about to call it.
  it('keeps the names that CloudFormation has given to its functions', () => {
    for (const { Properties } of stack.all('AWS::Lambda::Function').values()) {
      expect(Properties).not.toHaveProperty('FunctionName');
    }
  });
});
