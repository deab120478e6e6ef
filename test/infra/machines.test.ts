import { describe, expect, it } from '@jest/globals';
import { machineNames, type MachineName } from '../../src/contract/machines.ts';
import { functionTimeoutSeconds, placeholderOf, states } from '../../src/contract/states.ts';
import { statesOf } from '../../src/contract/definition.ts';
import { definitions } from '../../src/engine/machines.ts';
import { announcements } from '../machines/definitions.ts';
import { asText, attributeOwner, type Resource, synthesize } from './template.ts';

const stack = synthesize();

describe.each(machineNames)('the machine %s', (name) => {
  const { Properties } = machineOf(name);
  const definition = Properties['DefinitionString'] as string;
  const substitutions = Properties['DefinitionSubstitutions'] as Record<string, unknown>;
  const tasks = statesOf(definitions[name])
    .filter(({ state }) => state.Type === 'Task')
    .map(({ name: task, state }) => [task, state] as const);

  it('is the ASL file, as it is', () => {
    expect(JSON.parse(definition)).toEqual(definitions[name]);
  });

  it('substitutes every placeholder of the ASL, and every substitution is used', () => {
    const placeholders = [...definition.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1]);

    expect([...new Set(placeholders)].toSorted()).toEqual(Object.keys(substitutions).toSorted());
  });

  it('names in each Lambda task the function of that state', () => {
    for (const [state, { Resource }] of tasks.filter(([task]) => task in states)) {
      const { id } = stack.functionOf(state as keyof typeof states);

      expect(Resource).toBe(`\${${placeholderOf(state)}}`);
      expect(substitutions[placeholderOf(state)]).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    }
  });

  it('may call each of its functions, and no other', () => {
    const own = tasks
      .filter(([task]) => task in states)
      .map(([state]) => `<${stack.functionOf(state as keyof typeof states).id}.Arn>`);

    expect([...allowed(Properties, 'lambda:InvokeFunction')].toSorted()).toEqual(
      [...own].toSorted(),
    );
  });

  it('may put events on our bus only, if it announces something', () => {
    const [bus] = [...stack.all('AWS::Events::EventBus').keys()];
    const announces = announcements(definitions[name]).length > 0;

    expect(allowed(Properties, 'events:PutEvents')).toEqual(announces ? [`<${bus}.Arn>`] : []);
  });

  it('gives every task longer than its function can run', () => {
    expect(tasks.length).toBeGreaterThan(0);
    for (const [, { TimeoutSeconds }] of tasks) {
      expect(TimeoutSeconds).toBeGreaterThanOrEqual(functionTimeoutSeconds + 10);
    }
  });

  it('is Standard, logs everything and traces', () => {
    const { LoggingConfiguration } = Properties as { LoggingConfiguration: LoggingConfiguration };
    const [destination] = LoggingConfiguration.Destinations;
    const group = attributeOwner(destination?.CloudWatchLogsLogGroup.LogGroupArn);

    expect(Properties).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: true },
      TracingConfiguration: { Enabled: true },
    });
    expect(stack.all('AWS::Logs::LogGroup').get(group)?.Properties).toMatchObject({
      LogGroupName: `/aws/vendedlogs/states/amplify-import-${name}`,
      RetentionInDays: 365,
    });
  });

  it.each(['ExecutionsFailed', 'ExecutionsAborted', 'ExecutionsTimedOut'])(
    'raises an alarm at one of its %s',
    (metric) => {
      const alarms = [...stack.all('AWS::CloudWatch::Alarm').values()].filter(
        ({ Properties: { MetricName, Dimensions } }) =>
          MetricName === metric &&
          asText((Dimensions as { Value: unknown }[])[0]?.Value) === `<${machineId(name)}>`,
      );

      expect(alarms).toHaveLength(1);
      expect(alarms[0]?.Properties).toMatchObject({
        Threshold: 1,
        Statistic: 'Sum',
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        AlarmDescription: expect.stringContaining(`amplify-import-${name}`),
      });
    },
  );
});

type LoggingConfiguration = {
  readonly Destinations: readonly { readonly CloudWatchLogsLogGroup: { LogGroupArn: unknown } }[];
};

function machineId(name: MachineName): string {
  const machines = [...stack.all('AWS::StepFunctions::StateMachine')];
  const [id] =
    machines.find(
      ([, { Properties }]) => Properties['StateMachineName'] === `amplify-import-${name}`,
    ) ?? [];
  return id ?? '';
}

function machineOf(name: MachineName): Resource {
  const machine = stack.all('AWS::StepFunctions::StateMachine').get(machineId(name));
  if (machine === undefined) throw new Error(`The stack has no machine ${name}.`);
  return machine;
}

function allowed(properties: Resource['Properties'], action: string): readonly string[] {
  const statements = stack.roles().get(attributeOwner(properties['RoleArn'])) ?? [];
  return statements
    .filter((statement) => statement.effect === 'Allow' && statement.actions.includes(action))
    .flatMap((statement) => statement.resources);
}
