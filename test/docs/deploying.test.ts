import { describe, expect, it } from '@jest/globals';
import { allowedFromContext } from '../../infra/allowed.ts';
import { outputIdOf } from '../../infra/machine-ids.ts';
import { leaseHolders, machineNames, startersOf } from '../../src/contract/machines.ts';
import { fileNameOf, states } from '../../src/contract/states.ts';
import { eventFunctionNames } from '../../src/contract/event-functions.ts';
import { stackParameterName } from '../../src/contract/stack.ts';
import { allowanceFindings } from '../../src/domain/allowance.ts';
import { synthesize } from '../infra/template.ts';
import { codeBlocks, codeWords, readPage, section, tables } from './markdown.ts';

const deploying = readPage('docs/deploying.md');
const allowing = readPage('docs/allowing.md');
const stack = synthesize();

describe('docs/deploying.md', () => {
  it('tells every output of the stack', () => {
    const told = tables(section(deploying, 'Outputs'))
      .flat()
      .map(([output = '']) => output.slice(1, -1));

    expect(told.toSorted()).toEqual(Object.keys(stack.template.findOutputs('*')).toSorted());
  });

  it('tells by which output each machine is found', () => {
    const [, told = []] = tables(section(deploying, 'Outputs'));

    expect(told.map((row) => row.flatMap(codeWords))).toEqual(
      machineNames.map((machine) => [outputIdOf(machine), machine]),
    );
  });

  it('tells what the stack creates', () => {
    const count = (type: string) => stack.all(type).size;
    const text = section(deploying, 'What it creates').text;

    const started = machineNames.filter((machine) => startersOf(machine).length > 0);
    expect(count('AWS::Events::Rule')).toBe(
      started.length + leaseHolders.length + eventFunctionNames.length,
    );
    expect(text).toContain('a rule for each machine that [events start]');
    expect(text).toContain(
      'a rule on the default bus for each machine that takes [a run that died]',
    );
    expect(count('AWS::CloudWatch::Alarm')).toBe(1 + 3 * machineNames.length);
    expect(text).toContain(
      'on a message in the queue, and on an execution of each machine that failed, was stopped or ran out of time',
    );
    expect(count('AWS::Lambda::Function')).toBe(
      Object.keys(states).map(fileNameOf).length + eventFunctionNames.length,
    );
    for (const name of eventFunctionNames) expect(codeWords(text)).toContain(name);
    expect(codeWords(text)).toContain(stackParameterName);
  });

  it('says truly that an alarm tells nobody by itself', () => {
    for (const { Properties } of stack.all('AWS::CloudWatch::Alarm').values()) {
      expect(Properties['AlarmActions']).toBeUndefined();
    }
  });

  it('says truly what stays when the stack is deleted', () => {
    const kept = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table'].flatMap((type) => [
      ...stack.all(type).values(),
    ]);

    expect(kept).toHaveLength(3);
    expect(kept.map(({ DeletionPolicy }) => DeletionPolicy)).not.toContain('Delete');
    expect(kept.map(({ DeletionPolicy }) => DeletionPolicy)).not.toContain(undefined);
    expect(section(deploying, 'Delete').text).toContain('Both buckets and the table stay');
  });
});

describe('docs/allowing.md', () => {
  it('prints a context that the stack reads, on the command line and in cdk.json', () => {
    const [, onCommandLine = ''] = /--context allow='([^']+)'/.exec(allowing.text) ?? [];
    const { context } = JSON.parse(codeBlocks(allowing, 'json')[0] ?? '') as {
      context: { allow: unknown };
    };

    const [typed, written] = [onCommandLine, context.allow].map(allowedFromContext);

    expect(typed?.['storefront']).toHaveLength(2);
    expect(written?.['storefront']).toEqual(typed?.['storefront']?.slice(0, 1));
  });

  it('prints values of the tag that open a role to the app', () => {
    const values = [
      ...allowing.text.matchAll(/(?:Key=amplify-import,Value|--tags amplify-import)=([^'\n]+)/g),
    ];

    const role = { kind: 'role', arn: 'arn', policyToDelete: null } as const;

    expect(values.length).toBe(4);
    for (const [, value = ''] of values)
      expect(allowanceFindings(role, value, 'storefront', {})).toEqual([]);
  });
});
