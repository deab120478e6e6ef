import * as fc from 'fast-check';

import { identityPoolId } from '../builders/ids.ts';
import { trustStatement } from '../builders/identity-pool.ts';
import { amr, aud, cognito, otherPoolId } from '../builders/trust.ts';
import type { RawStatement } from './naive-interpreter.ts';

/** Statements about one identity pool that are right, nearly right, or wrong in every way. */

const oneOrMore = (...values: string[]) =>
  fc.oneof(
    fc.constantFrom(...values),
    fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  );

const prefix = fc.constantFrom('', '', '', 'ForAnyValue:', 'ForAllValues:');
const base = fc.constantFrom('StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike');
const suffix = fc.constantFrom('', '', '', 'IfExists');
const operator = fc.tuple(prefix, base, suffix).map((parts) => parts.join(''));

const audValues = oneOrMore(identityPoolId, identityPoolId, otherPoolId, 'eu-west-1:*', '*');
const amrValues = oneOrMore(
  'authenticated',
  'authenticated',
  'unauthenticated',
  '*authenticated',
  'graph.facebook.com',
  'cognito-idp*',
  '*',
);
const both = fc.constantFrom('true', 'false');

const condition = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(operator, fc.constant(aud), audValues) },
  { weight: 4, arbitrary: fc.tuple(operator, fc.constant(amr), amrValues) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('Null'), fc.constantFrom(aud, amr), both) },
  {
    weight: 1,
    arbitrary: fc.constant(['IpAddress', 'aws:SourceIp', '10.0.0.0/8'] as const),
  },
);
/** Conditions that bind principals of AWS or the users of a provider, or that only seem to. */
const google = 'accounts.google.com';
const gitHub = 'token.actions.githubusercontent.com';
const [account, org] = ['111122223333', 'o-a1b2c3d4e5'];
const arnOperator = fc.constantFrom('ArnLike', 'ArnEquals', 'StringLike', 'StringEquals');
const arnValues = oneOrMore(
  `arn:aws:iam::${account}:role/*`,
  `arn:aws:iam::${account}:root`,
  'arn:aws:iam::*:role/*',
  'arn:*',
);
const binding = fc.oneof(fc.constantFrom('StringEquals', 'StringLike'), operator);
const identity = fc.oneof(
  fc.tuple(binding, fc.constant('aws:PrincipalAccount'), oneOrMore(account, account, '9*')),
  fc.tuple(binding, fc.constant('aws:PrincipalOrgID'), oneOrMore(org, org, 'o-*')),
  fc.tuple(arnOperator, fc.constant('aws:PrincipalArn'), arnValues),
  fc.tuple(binding, fc.constant(`${google}:aud`), oneOrMore('app', 'app', '*')),
  fc.tuple(binding, fc.constant(`${gitHub}:aud`), oneOrMore('sts.amazonaws.com', '*')),
  fc.tuple(binding, fc.constant(`${gitHub}:sub`), oneOrMore('repo:octo/*', 'repo:*', '*')),
);

const rightConditions = fc.constantFrom(
  [['StringEquals', aud, identityPoolId]],
  [['ForAnyValue:StringLike', amr, 'authenticated']],
  [['ForAnyValue:StringLike', amr, 'unauthenticated']],
  [],
);
/** Equal to itself: open to every pool. */
const variable = ['StringEquals', aud, `\${${cognito}:aud}`] as const;

function withConditions(
  list: readonly (readonly [string, string, unknown] | readonly unknown[])[],
) {
  const Condition: Record<string, Record<string, unknown>> = {};
  for (const [name, key, value] of list as [string, string, unknown][]) {
    (Condition[name] ??= {})[key] = value;
  }
  return Condition;
}

export const gitHubProvider = `arn:aws:iam::${account}:oidc-provider/${gitHub}`;
const samlProvider = `arn:aws:iam::${account}:saml-provider/staff`;

const statement = (Effect: 'Allow' | 'Deny'): fc.Arbitrary<RawStatement> =>
  fc
    .record({
      Principal: fc.constantFrom<unknown>(
        { Federated: cognito },
        { Federated: cognito },
        { Federated: [cognito, 'graph.facebook.com'] },
        { Federated: '*' },
        { AWS: '*' },
        '*',
        { Service: 'lambda.amazonaws.com' },
        { Federated: google },
        { Federated: [gitHubProvider, cognito] },
        { Federated: samlProvider, AWS: account },
      ),
      Action: fc.constantFrom<unknown>(
        'sts:AssumeRoleWithWebIdentity',
        'sts:AssumeRoleWithWebIdentity',
        ['sts:TagSession', 'sts:AssumeRole*'],
        '*',
        'sts:AssumeRole',
      ),
      right: rightConditions,
      more: fc.uniqueArray(condition, { maxLength: 3, selector: ([name, key]) => name + key }),
      who: fc.array(identity, { maxLength: 1 }),
      equal: fc.constantFrom(false, false, false, Effect === 'Allow'),
    })
    .map(({ Principal, Action, right, more, who, equal }) => ({
      Effect,
      Principal,
      Action,
      Condition: withConditions([...right, ...more, ...who, ...(equal ? [variable] : [])]),
    }));

const rightOnes = fc.constantFrom(
  ...(['authenticated', 'unauthenticated'] as const).map(
    (who) => trustStatement(who) as RawStatement,
  ),
);

export const randomTrust: fc.Arbitrary<readonly RawStatement[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: rightOnes },
    { weight: 3, arbitrary: statement('Allow') },
    { weight: 2, arbitrary: statement('Deny') },
  ),
  { maxLength: 4 },
);

/** The right statement of users beside one for others, bound in some way or in none. */
export const randomOthers: fc.Arbitrary<readonly RawStatement[]> = fc.tuple(
  fc.constant(trustStatement('authenticated') as RawStatement),
  fc
    .record({
      Principal: fc.constantFrom<unknown>(
        '*',
        { AWS: ['*', account] },
        { Federated: '*' },
        { Federated: google },
        { Federated: [gitHubProvider, google] },
      ),
      Action: fc.constantFrom<unknown>('sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity', 'sts:*'),
      who: fc.array(identity, { maxLength: 2 }),
    })
    .map(({ Principal, Action, who }) => ({
      Effect: 'Allow' as const,
      Principal,
      Action,
      Condition: withConditions(who),
    })),
);
