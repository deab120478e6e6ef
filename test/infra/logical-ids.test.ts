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
};

describe('What is deployed', () => {
  const stack = synthesize();

  // CloudFormation deletes a resource whose id changes, and makes another one.
  it.each(Object.entries(deployed))('keeps its logical id: %s', (type, ids) => {
    expect([...stack.all(type).keys()]).toEqual(expect.arrayContaining(ids));
  });
});
