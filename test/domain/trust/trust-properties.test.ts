import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { Finding } from '../../../src/contract/findings.ts';
import { judgeTrust } from '../../../src/domain/trust/trust-policy.ts';
import { identityPoolId } from '../../support/builders/ids.ts';
import { trustStatement } from '../../support/builders/identity-pool.ts';
import { mendedBy, otherPoolId, roles, type RoleKind } from '../../support/builders/trust.ts';
import {
  isAdmitted,
  worlds,
  type RawStatement,
  type OtherRequest,
  type TokenRequest,
} from '../../support/trust/naive-interpreter.ts';
import { gitHubProvider, randomOthers, randomTrust } from '../../support/trust/random-trust.ts';
import { runs } from '../../support/counts.ts';

const users = [
  [
    'authenticated',
    'cognito-idp.eu-west-1.amazonaws.com/p',
    'cognito-idp.eu-west-1.amazonaws.com/p:CognitoSignIn:u',
  ],
  ['authenticated', 'graph.facebook.com'],
  ['authenticated', 'accounts.google.com'],
];
const guests = [['unauthenticated']];
/** Neither is named by any document here. */
const strangers = ['eu-west-1:33333333-2222-4333-8444-555555555555', 'us-east-1:4', null];

/** Nobody's business here: another account, another app, another repository. */
const outsiders: readonly OtherRequest[] = [
  {
    by: { AWS: 'arn:aws:iam::999999999999:role/x' },
    action: 'sts:AssumeRole',
    keys: {
      'aws:PrincipalAccount': ['999999999999'],
      'aws:PrincipalArn': ['arn:aws:iam::999999999999:role/x'],
      'aws:PrincipalOrgID': ['o-z9y8x7w6v5'],
    },
  },
  {
    by: { Federated: 'accounts.google.com' },
    action: 'sts:AssumeRoleWithWebIdentity',
    keys: { 'accounts.google.com:aud': ['other-app'], 'accounts.google.com:sub': ['1'] },
  },
  {
    by: { Federated: gitHubProvider },
    action: 'sts:AssumeRoleWithWebIdentity',
    keys: {
      'token.actions.githubusercontent.com:aud': ['sts.amazonaws.com'],
      'token.actions.githubusercontent.com:sub': ['repo:octopus/x:ref:refs/heads/main'],
    },
  },
];
const letsIn = (statements: readonly RawStatement[], request: OtherRequest) =>
  worlds.some((world) => isAdmitted(statements, request, world));

const tokens = (pools: readonly (string | null)[], amrs: readonly (readonly string[] | null)[]) =>
  pools.flatMap((aud) => amrs.map((amr): TokenRequest => ({ aud, amr })));
const noToken = (statements: readonly RawStatement[], list: readonly TokenRequest[]) =>
  !list.some((token) => worlds.some((world) => isAdmitted(statements, token, world)));

const kinds = fc.constantFrom<RoleKind>('authenticated', 'guest', 'group');
const judge = (statements: readonly RawStatement[], kind: RoleKind) =>
  judgeTrust(textOf(statements), roles[kind], identityPoolId);
const textOf = (Statement: readonly RawStatement[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const isClean = (findings: readonly Finding[]) =>
  !findings.some(({ severity }) => severity === 'error');

describe('A trust policy without an error', () => {
  it('DOC-3: lets in those whom the role is for, and neither guests nor pools that it does not name', () => {
    let clean = 0;
    fc.assert(
      fc.property(randomTrust, kinds, (statements, kind) => {
        const findings = judge(statements, kind);
        if (!isClean(findings)) return;
        clean += 1;

        const right = tokens([identityPoolId], kind === 'guest' ? guests : users);
        const admitted = right.flatMap((token) =>
          worlds.map((world) => isAdmitted(statements, token, world)),
        );
        const isSure = !findings.some(({ code }) => code === 'TRUST_MAY_DENY');
        expect(admitted).toContain(true);
        expect(isSure && admitted.includes(false)).toBe(false);

        expect(noToken(statements, tokens(strangers, [...users, ...guests, null]))).toBe(true);
        const named = tokens([identityPoolId, otherPoolId], guests);
        expect(kind === 'guest' || noToken(statements, named)).toBe(true);
      }),
      runs(200),
    );
    expect(clean).toBeGreaterThan(2);
  });

  it('lets in nobody of another account, and no other app or tenant of a provider', () => {
    let naming = 0;
    fc.assert(
      fc.property(fc.oneof(randomOthers, randomTrust), (statements) => {
        const findings = judge(statements, 'authenticated');
        if (!isClean(findings)) return;
        naming += findings.some(({ code }) => code === 'TRUST_OTHER_PRINCIPAL') ? 1 : 0;

        expect(outsiders.filter((outsider) => letsIn(statements, outsider))).toEqual([]);
      }),
      runs(250),
    );
    expect(naming).toBeGreaterThan(1);
  });

  it('is a warning at least when signed-in users get in as guests', () => {
    fc.assert(
      fc.property(randomTrust, (statements) => {
        const findings = judge(statements, 'guest');
        if (findings.length > 0) return;

        expect(noToken(statements, tokens([identityPoolId, otherPoolId], users))).toBe(true);
      }),
      runs(125),
    );
  });
});

describe('The corrected trust policy', () => {
  const longest = 2048;
  const rightLength = JSON.stringify(trustStatement('unauthenticated')).length;

  it('has no error, whatever was wrong', () => {
    fc.assert(
      fc.property(fc.oneof(randomOthers, randomTrust), kinds, (statements, kind) => {
        const command = judge(statements, kind).find((finding) => finding.command);
        if (!command) return;
        const mended = mendedBy(command);

        const findings = judgeTrust(mended, roles[kind], identityPoolId);

        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      runs(200),
    );
  });

  it('lets in nobody who was not let in before but those whom the role is for', () => {
    fc.assert(
      fc.property(randomTrust, kinds, (statements, kind) => {
        const command = judge(statements, kind).find((finding) => finding.command);
        // Near the limit of IAM what is wrong is left out, the Deny statements that hit the users too.
        if (!command || textOf(statements).length > 1200) return;
        const mended = JSON.parse(mendedBy(command)).Statement as RawStatement[];
        const right = kind === 'guest' ? guests : users;

        for (const token of tokens(
          [identityPoolId, otherPoolId, ...strangers],
          [...users, ...guests, null],
        )) {
          const isRight = token.aud === identityPoolId && right.includes(token.amr as string[]);
          const before = worlds.some((world) => isAdmitted(statements, token, world));
          const after = worlds.some((world) => isAdmitted(mended, token, world));
          expect(after && !before && !isRight).toBe(false);
        }
        const after = outsiders.filter((outsider) => letsIn(mended, outsider));
        expect(after).toEqual([]);
      }),
      runs(125),
    );
  });

  it('is taken by IAM when the old one with one statement more would be', () => {
    fc.assert(
      fc.property(fc.array(randomTrust, { maxLength: 3 }), kinds, (parts, kind) => {
        const statements = parts.flat();
        const command = judge(statements, kind).find((finding) => finding.command);
        if (!command || textOf(statements).length + rightLength >= longest) return;

        expect(mendedBy(command).length).toBeLessThanOrEqual(longest);
      }),
      runs(125),
    );
  });
});
