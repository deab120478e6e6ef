import { identityPoolId } from '../builders/ids.ts';
import { amr, aud, cognito, otherPoolId } from '../builders/trust.ts';
import { gitHubProvider } from './random-trust.ts';
import type { RawStatement } from './naive-interpreter.ts';

/** Trust documents out of every operator on every key, every action and every principal, by chance. */

export const account = 'arn:aws:iam::111122223333:root';
export const ownProvider = 'arn:aws:iam::111122223333:oidc-provider/login.example.com';
export const google = 'accounts.google.com';
const ourProvider = 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_p';

const names = ['StringEquals', 'StringLike', 'StringEqualsIgnoreCase'];
const operators = [...names, 'StringNotEquals', 'StringNotLike', 'StringNotEqualsIgnoreCase']
  .flatMap((name) => [name, `${name}IfExists`])
  .flatMap((name) => [name, `ForAnyValue:${name}`, `ForAllValues:${name}`]);

const keys: Readonly<Record<string, readonly string[]>> = {
  [aud]: [identityPoolId, otherPoolId, otherPoolId.toUpperCase(), 'eu-west-1:*', '*'],
  [amr]: ['authenticated', 'unauthenticated', '*authenticated', 'graph.facebook.com', ourProvider],
  [`${cognito}:groups`]: ['Administrators', '*'],
  [`${cognito}:arm`]: ['authenticated'],
  [`${google}:aud`]: ['app', '*'],
  'login.example.com:aud': ['app'],
  'aws:PrincipalAccount': ['111122223333'],
  'aws:SourceIp': ['10.0.0.0/8'],
};

const actions: readonly (readonly string[])[] = [
  ['sts:AssumeRoleWithWebIdentity'],
  ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
  ['sts:TagSession'],
  ['sts:AssumeRole'],
  ['sts:*'],
  ['sts:AssumeRole*'],
];

const principals: readonly unknown[] = [
  { Federated: cognito },
  { Federated: cognito },
  { Federated: [cognito, google] },
  { Federated: [cognito, ownProvider] },
  { Federated: '*' },
  { Federated: google },
  { Federated: [gitHubProvider] },
  { AWS: account },
  { AWS: account, Federated: cognito },
  { AWS: '*' },
  '*',
];

/** One document; nearly right ones are as frequent as any other. */
export function trustOfMatrix(random: () => number): readonly RawStatement[] {
  const one = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const rightConditions = (): readonly (readonly [string, string, string])[] => [
    ...(random() < 0.7
      ? ([['StringEquals', aud, one([identityPoolId, otherPoolId])]] as const)
      : []),
    ...(random() < 0.7 ? ([['ForAnyValue:StringLike', amr, 'authenticated']] as const) : []),
  ];
  const anyCondition = (): readonly [string, string, string] => {
    const key = one(Object.keys(keys));
    if (random() < 0.1) return ['Null', key, one(['true', 'false'])];
    return [one(operators), key, one(keys[key] ?? [])];
  };
  const statement = (Effect: 'Allow' | 'Deny'): RawStatement => {
    const Condition: Record<string, Record<string, unknown>> = {};
    const more = Array.from({ length: Math.floor(random() * 3) }, anyCondition);
    const right = Effect === 'Allow' || random() < 0.3 ? rightConditions() : [];
    for (const [operator, key, value] of [...right, ...more]) {
      const values =
        operator !== 'Null' && random() < 0.2 ? [value, one(keys[key] ?? [value])] : value;
      (Condition[operator] ??= {})[key] = values;
    }
    return {
      Effect,
      Principal: one(principals),
      ...(random() < 0.05 ? { NotAction: 'sts:AssumeRole' } : { Action: one(actions) }),
      Condition,
    };
  };
  return Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
    statement(random() < 0.65 ? 'Allow' : 'Deny'),
  );
}
