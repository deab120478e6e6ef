import { describe, expect, it } from '@jest/globals';
import {
  fileNameOf,
  functionTimeoutSeconds,
  type StateName,
  states,
} from '../../src/contract/states.ts';
import { synthesize } from './template.ts';

const stack = synthesize();

describe.each(Object.keys(states) as StateName[])('the function of "%s"', (state) => {
  const { Properties } = stack.functionOf(state).resource;

  it('runs an ES module on Node 24 and arm64', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: `${fileNameOf(state)}.handler`,
      MemorySize: 512,
      Timeout: functionTimeoutSeconds,
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('is told the bucket, the table and the account', () => {
    const [table] = [...stack.all('AWS::DynamoDB::Table').keys()];

    expect(Properties['Environment']).toMatchObject({
      Variables: {
        CONFIG_BUCKET: { Ref: expect.stringMatching(/^ConfigBucket/) },
        LINK_TABLE: { Ref: table },
        ACCOUNT_ID: { Ref: 'AWS::AccountId' },
        MAY_PURGE: 'false',
        AWS_RETRY_MODE: 'adaptive',
      },
    });
  });

  it('has a log group of its own that forgets after three months', () => {
    const { LogGroup } = Properties['LoggingConfig'] as { LogGroup: { Ref: string } };
    const groups = [...stack.all('AWS::Lambda::Function').values()].map(
      (fn) => (fn.Properties['LoggingConfig'] as { LogGroup: { Ref: string } }).LogGroup.Ref,
    );

    expect(groups.filter((group) => group === LogGroup.Ref)).toHaveLength(1);
    expect(stack.all('AWS::Logs::LogGroup').get(LogGroup.Ref)?.Properties).toMatchObject({
      RetentionInDays: 90,
    });
  });
});
