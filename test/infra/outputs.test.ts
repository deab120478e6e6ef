import { describe, expect, it } from '@jest/globals';
import { outputIdOf } from '../../infra/machine-ids.ts';
import { byMachine, machineNameOf, machineNames } from '../../src/contract/machines.ts';
import { stackPartsSchema } from '../../src/contract/stack.ts';
import { asText, synthesize } from './template.ts';

const stack = synthesize();

describe('where the parts of the stack are', () => {
  it('the SSM parameter tells programs', () => {
    const [parameter] = [...stack.all('AWS::SSM::Parameter').values()];
    const [bus] = [...stack.all('AWS::Events::EventBus').keys()];
    const [table] = [...stack.all('AWS::DynamoDB::Table').keys()];
    const value = JSON.parse(asText(parameter?.Properties['Value'])) as unknown;

    expect(parameter?.Properties['Name']).toBe('/amplify-import/stack');
    expect(stackPartsSchema.strict().parse(value)).toEqual({
      bucket: expect.stringMatching(/^<Config.*>$/),
      table: `<${table}>`,
      bus: `<${bus}>`,
      machines: byMachine((machine) => `<${machineId(machineNameOf(machine))}>`),
      region: '<AWS::Region>',
    });
  });

  it('the outputs tell people', () => {
    const outputs = Object.keys(stack.template.findOutputs('*')).toSorted();

    expect(outputs).toEqual(
      [
        'ConfigBucketName',
        'EventBusName',
        'LinkTableName',
        'ReadRolePrincipals',
        'ReaderPolicyArn',
        'StartLink',
        ...machineNames.map(outputIdOf),
      ].toSorted(),
    );
    expect(outputs).toEqual(expect.arrayContaining(['ImportMachineArn', 'PushMachineArn']));
  });

  it('the principals of a read role are those that may assume one, as its template takes them', () => {
    const { ReadRolePrincipals } = stack.template.findOutputs('ReadRolePrincipals');
    const assuming = [...stack.roles()].flatMap(([id, statements]) =>
      statements.some(({ actions }) => actions.includes('sts:AssumeRole')) ? [`<${id}.Arn>`] : [],
    );

    const principals = asText(ReadRolePrincipals?.['Value']).split(',');

    expect(principals.toSorted()).toEqual(assuming.toSorted());
    expect(principals).toHaveLength(2);
  });

  it('the start link opens the import machine in the console of the partition', () => {
    const { StartLink } = stack.template.findOutputs('StartLink');
    const link = asText(StartLink?.['Value']);

    expect(link).toMatch(
      /\/states\/home\?region=<AWS::Region>#\/statemachines\/view\/<ImportAuth.*>$/,
    );
    for (const host of [
      '.console.aws.amazon.com',
      '.console.amazonaws.cn',
      '.console.amazonaws-us-gov.com',
      '.console.amazonaws-eusc.eu',
    ]) {
      expect(link).toContain(`{"Ref":"AWS::Region"},"${host}"`);
    }
  });
});

function machineId(name: string): string | undefined {
  return [...stack.all('AWS::StepFunctions::StateMachine')].find(
    ([, { Properties }]) => Properties['StateMachineName'] === name,
  )?.[0];
}
