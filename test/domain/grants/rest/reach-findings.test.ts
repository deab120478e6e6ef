import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { ApiFacts } from '../../../../src/domain/grants/resources/readings.ts';
import { restApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { authRoleArn, guestRoleArn } from '../../../support/builders/ids.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { apiReading } from '../../../support/builders/resources.ts';

type Path = NonNullable<WrittenGrants['rest']>[number]['paths'][number];
type Statement = Readonly<Record<string, unknown>>;

const items: Path = { path: '/items', authenticated: ['read'], guest: ['read'] };
const accountId = '111122223333';
const everything: Statement = {
  Effect: 'Deny',
  Principal: '*',
  Action: 'execute-api:Invoke',
  Resource: 'execute-api:/*',
};

function judge(facts: Partial<ApiFacts>, paths: readonly Path[] = [items]) {
  const rest = ['prod', 'dev'].map((stage) => ({ api: restApiId, stage, paths: [...paths] }));
  return resourceFindings(
    aRequest({ grants: someGrants({ rest }) }),
    apiReading({ stages: ['prod', 'dev'], ...facts }),
    {
      allowList: null,
      roles: [
        { kind: 'authenticated', arn: authRoleArn, reach: 'everyone' },
        { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
      ],
      clients: [],
    },
  ).filter(({ code }) => code === 'API_NOT_REACHABLE');
}

/** The reasons of what is told of an API with a policy of these statements. */
const whyOf = (...statements: readonly Statement[]) =>
  judge({
    policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  }).map(({ facts }) => (facts as { readonly why: unknown }).why);

describe('A private REST API', () => {
  it('is told once, whatever its policy denies and however many stages are granted', () => {
    const policy = JSON.stringify({ Statement: [everything] });

    expect(judge({ isPrivate: true, policy })).toEqual([
      expect.objectContaining({
        severity: 'warning',
        subject: restApiId,
        message: `The API ${restApiId} is private: it answers within a VPC only, so that an app on the internet gets no answer.`,
        facts: {
          api: { kind: 'rest', id: restApiId, region: 'eu-west-1' },
          why: { because: 'private' },
        },
        look: `aws apigateway get-rest-api --region eu-west-1 --rest-api-id ${restApiId}`,
      }),
    ]);
  });
});

describe('The own policy of a REST API', () => {
  const both = { because: 'policy', roles: [authRoleArn, guestRoleArn], keys: [] };
  const backend = `arn:aws:iam::${accountId}:role/backend`;
  const elsewhere = {
    ...everything,
    Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
  };

  it.each<[string, Statement]>([
    ['everybody', { ...everything, Principal: { AWS: '*' } }],
    ['the account', { ...everything, Principal: { AWS: `arn:aws:iam::${accountId}:root` } }],
    ['everybody but one', { ...everything, Principal: undefined, NotPrincipal: { AWS: backend } }],
    [
      'whoever comes by Cognito',
      { ...everything, Principal: { Federated: 'cognito-identity.amazonaws.com' } },
    ],
    ['every action', { ...everything, Action: ['execute-api:*'] }],
    [
      'every action but another',
      { ...everything, Action: undefined, NotAction: 'execute-api:ManageConnections' },
    ],
    ['whatever is granted', { ...everything, Resource: '*' }],
    [
      'whatever is on no other path',
      { ...everything, Resource: undefined, NotResource: 'execute-api:/*/GET/orders' },
    ],
    [
      'whoever comes by no backend',
      { ...everything, Condition: { ArnNotEquals: { 'aws:PrincipalArn': backend } } },
    ],
    ['one method', { ...everything, Resource: 'execute-api:/*/GET/*' }],
    ['one path of all methods', { ...everything, Resource: 'execute-api:/*/*/items' }],
    ['what ends alike', { ...everything, Resource: 'execute-api:/*/items' }],
    ['a part of what is granted', { ...everything, Resource: ['execute-api:/dev/GET/items/7'] }],
  ])('that denies %s keeps the roles out', (_, statement) => {
    expect(whyOf(statement)).toEqual([both]);
  });

  it('that denies one role, or its sessions, keeps that one out', () => {
    const session = `arn:aws:sts::${accountId}:assumed-role/CognitoGuest/CognitoIdentityCredentials`;

    expect(whyOf({ ...everything, Principal: { AWS: authRoleArn } })).toEqual([
      { ...both, roles: [authRoleArn] },
    ]);
    expect(whyOf({ ...everything, Principal: { AWS: session } })).toEqual([
      { ...both, roles: [guestRoleArn], keys: ['Principal'] },
    ]);
  });

  it('may deny by conditions, of which the keys are told, unless it denies anyway', () => {
    expect(whyOf(elsewhere)).toEqual([{ ...both, keys: ['aws:SourceIp'] }]);
    expect(whyOf(elsewhere, everything)).toEqual([both]);
  });

  it('is told once for all that is decided alike', () => {
    const byTag = {
      ...everything,
      Principal: { AWS: guestRoleArn },
      Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } },
    };

    expect(whyOf(elsewhere, byTag, { ...elsewhere, Resource: '*' })).toEqual([
      { ...both, keys: ['aws:SourceIp'] },
      { ...both, roles: [guestRoleArn], keys: ['aws:PrincipalTag/team'] },
    ]);
  });

  it('says of conditions that may hold that it may deny', () => {
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: elsewhere });

    expect(judge({ policy })).toEqual([
      expect.objectContaining({
        message: `The own policy of the API ${restApiId} may deny ${authRoleArn}, ${guestRoleArn} what is granted there, or a part of it: aws:SourceIp decides that in each call.`,
      }),
    ]);
  });

  it.each<[string, Statement]>([
    ['allows', { ...everything, Effect: 'Allow' }],
    ['denies somebody else', { ...everything, Principal: { AWS: backend } }],
    [
      'denies all but the roles',
      {
        ...everything,
        Condition: { ArnNotEquals: { 'aws:PrincipalArn': [authRoleArn, guestRoleArn] } },
      },
    ],
    [
      'denies calls in plain text',
      { ...everything, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
    [
      'denies all but what is granted',
      { ...everything, Resource: undefined, NotResource: 'execute-api:/*/GET/items*' },
    ],
    ['denies another action', { ...everything, Action: 'execute-api:ManageConnections' }],
    [
      'denies all but this action',
      { ...everything, Action: undefined, NotAction: 'execute-api:*' },
    ],
    ['denies another path', { ...everything, Resource: 'execute-api:/prod/GET/orders' }],
    ['denies another method', { ...everything, Resource: 'execute-api:/*/POST/*' }],
    ['denies another path of all methods', { ...everything, Resource: 'execute-api:/*/*/orders' }],
    ['denies all of another stage', { ...everything, Resource: 'execute-api:/test/*' }],
  ])('that %s is no matter', (_, statement) => {
    expect(whyOf(statement)).toEqual([]);
  });

  it('that spares the roles, and not their account and sessions, may deny them', () => {
    const spared = { AWS: [authRoleArn, guestRoleArn] };

    expect(whyOf({ ...everything, Principal: undefined, NotPrincipal: spared })).toEqual([
      { ...both, keys: ['Principal'] },
    ]);
  });

  it('is no matter where nothing is granted, or where it is no policy', () => {
    const policy = JSON.stringify({ Statement: [everything] });

    expect(judge({ policy }, [{ path: '/items' }])).toEqual([]);
    expect(judge({ policy: 'no policy' })).toEqual([]);
  });
});
