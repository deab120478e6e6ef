import { readdirSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { eventFunctions } from '../../src/contract/event-functions.ts';
import { states, type StateName } from '../../src/contract/states.ts';
import { isAllow, synthesize } from './template.ts';

const stack = synthesize();
const stateNames = Object.keys(states) as StateName[];
type Port = (typeof states)[StateName]['needs'][number];

/** The services that each port calls, by the prefixes of their actions. */
const servicesOf: Readonly<Record<Port, readonly string[]>> = {
  linkStore: ['dynamodb'],
  configStore: ['s3'],
  lateConfigStore: ['s3'],
  userPools: ['cognito-idp'],
  identityPools: ['cognito-identity'],
  central: ['sts'],
  roles: ['iam'],
  resources: ['apigateway', 'appsync', 'firehose', 'geo', 'kinesis', 'lex', 's3'],
  owners: ['states'],
  functions: ['lambda'],
  hosting: ['amplify'],
  sites: ['s3'],
  distributions: ['cloudfront'],
  parameters: ['ssm'],
};

/** What every function may: write its log and its trace. */
const everywhere: readonly string[] = ['logs', 'xray'];

/** States that only keep before-images in the bucket, which the link store opens by itself. */
const keepingImages: readonly StateName[] = ['Take lease', 'Follow builds'];

it.each(stateNames)(
  '"%s" may call the services of the ports that it needs, and no other',
  (state) => {
    const allowed = stack.statementsOf(state).filter(isAllow);
    const services = new Set(
      allowed.flatMap(({ actions }) => actions.map((action) => action.split(':')[0] ?? '')),
    );
    const needed = new Set([
      ...states[state].needs.flatMap((port) => servicesOf[port]),
      ...(keepingImages.includes(state) ? ['s3'] : []),
      ...everywhere,
    ]);

    expect([...services].toSorted()).toEqual([...needed].toSorted());
  },
);

it('What a function can need is a file of its name each', () => {
  const needs = [
    ...Object.values(states).map((state) => state.needs),
    ...Object.values(eventFunctions).map((one) => one.needs),
  ].flat();
  const files = readdirSync('src/aws/deployed').map((file) => file.replace('.ts', ''));

  const kebabCase = (name: string) => name.replaceAll(/[A-Z]/g, (a) => `-${a.toLowerCase()}`);
  const others = ['surroundings', 'variable'];
  expect(files.toSorted()).toEqual([...new Set(needs.map(kebabCase)), ...others].toSorted());
});
