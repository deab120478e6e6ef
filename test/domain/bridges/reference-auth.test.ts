import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { finding } from '../../../src/contract/findings.ts';
import { referenceAuthBridge } from '../../../src/domain/bridges/reference-auth.ts';
import type { Bridged } from '../../../src/domain/bridges/bridged.ts';
import { aBridged, notesOf, refusalsOf, textOf } from '../../support/builders/bridged.ts';
import { aFinding } from '../../support/builders/finding.ts';
import {
  authRoleArn,
  guestRoleArn,
  identityPoolId,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import {
  authSettings,
  clientSettings,
  hostedUiSettings,
  identitySettings,
} from '../../support/builders/settings.ts';
import { anyText } from './any-text.ts';
import { evaluate } from './evaluate.ts';
import { runs } from '../../support/counts.ts';

const backend = { '@aws-amplify/backend': { referenceAuth: (props: unknown) => props } };
const propsOf = (bridged: Bridged) =>
  evaluate(textOf(referenceAuthBridge(bridged)), backend)['auth'];
const reasons = (overrides: Partial<Bridged>) =>
  refusalsOf(referenceAuthBridge(aBridged(overrides)));
const group = (name: string, roleArn: string | null) => ({ name, precedence: null, roleArn });
const withoutHostedUi = hostedUiSettings({ providers: ['COGNITO', 'Google'] });

describe('The file of referenceAuth', () => {
  it('names the pools, the web client and both roles', () => {
    expect(propsOf(aBridged())).toEqual({
      userPoolId,
      userPoolClientId: webClientId,
      identityPoolId,
      authRoleArn,
      unauthRoleArn: guestRoleArn,
    });
  });

  it('names the groups that have a role, and no other', () => {
    const groups = [group('admins', authRoleArn), group('readers', null)];

    expect(propsOf(aBridged({ auth: authSettings({ groups }) }))).toMatchObject({
      groups: { admins: authRoleArn },
    });
  });

  it('says the same whatever a group or the path of a role is called', () => {
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText, { noNullPrototype: true }), (roles) => {
        const groups = Object.entries(roles).map(([name, roleArn]) => group(name, roleArn));

        const props = propsOf(aBridged({ auth: authSettings({ groups }) }));

        expect(JSON.stringify((props as { groups?: object }).groups ?? {})).toBe(
          JSON.stringify(roles),
        );
      }),
      runs(100),
    );
  });

  it('says beside it what it leaves out, and what nobody knows here', () => {
    const native = clientSettings({ id: 'native1' });
    const groups = Array.from({ length: 60 }, (_, index) => group(`group${index}`, null));

    const notes = notesOf(
      referenceAuthBridge(aBridged({ auth: authSettings({ native, groups }) })),
    );

    expect(notes).toContain('the native client native1 is left out');
    expect(notes).toContain('for lack of a domain and callback URLs and sign-out URLs');
    expect(notes).toContain('the first 60');
  });
});

describe('What referenceAuth would fail on', () => {
  it.each([
    [
      'a pool without an identity pool',
      { identity: null },
      'referenceAuth needs an identity pool, and there is none.',
    ],
    [
      'alias attributes',
      { auth: authSettings({ aliasAttributes: ['email', 'phone_number'] }) },
      `referenceAuth refuses user pools with alias attributes, and ${userPoolId} has email, phone_number.`,
    ],
    [
      'identity providers without a domain',
      { auth: authSettings({ web: withoutHostedUi, native: withoutHostedUi }) },
      `referenceAuth refuses a user pool with identity providers without a domain, and ${webClientId} offers Google.`,
    ],
    [
      'identity providers without URLs',
      {
        auth: authSettings({
          domain: 'shop.example.com',
          web: { ...withoutHostedUi, callbackUrls: [], logoutUrls: [] },
        }),
      },
      `referenceAuth refuses a user pool with identity providers without callback URLs and sign-out URLs, and ${webClientId} offers Google.`,
    ],
    [
      'a web client with a secret',
      { auth: authSettings({ web: clientSettings({ hasSecret: true }) }) },
      `referenceAuth needs a client without a secret, and ${webClientId} has one.`,
    ],
    [
      'no guest role',
      {
        identity: identitySettings({
          roles: [{ kind: 'authenticated', arn: authRoleArn, reach: 'everyone' }],
        }),
      },
      `referenceAuth needs a role for guests, and ${identityPoolId} has none in this account.`,
    ],
    [
      'no role for signed-in users',
      {
        identity: identitySettings({
          roles: [{ kind: 'guest', arn: guestRoleArn, reach: 'everyone' }],
        }),
      },
      `referenceAuth needs a role for signed-in users, and ${identityPoolId} has none in this account.`,
    ],
    [
      'an identity pool of another region',
      { identity: identitySettings({ region: 'us-east-1' }) },
      `referenceAuth looks for both pools in one region, and ${userPoolId} lies in eu-west-1, ${identityPoolId} in us-east-1.`,
    ],
    [
      'another partition',
      { auth: authSettings({ userPoolId: 'cn-north-1_AbCdEfGhI' }) },
      'referenceAuth writes names and ARNs of the partition aws only, and the pools lie in aws-cn.',
    ],
    [
      'a pool of another account',
      { request: aRequest({ readRoleArn: 'arn:aws:iam::444455556666:role/AmplifyImportRead' }) },
      `referenceAuth reads the pools with the rights of its own account, and ${userPoolId} is read by arn:aws:iam::444455556666:role/AmplifyImportRead.`,
    ],
    [
      'an identity pool that does not accept the client',
      {
        errors: [
          finding('IDENTITY_POOL_CLIENT_MISMATCH', {
            identityPool: { id: identityPoolId, name: 'shop' },
            userPool: userPoolId,
            providerName: `cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`,
            clients: [
              { id: webClientId, name: 'web' },
              { id: 'native1', name: null },
            ],
            accepted: [],
          }),
        ],
      },
      `referenceAuth needs an identity pool that accepts the tokens of the app client, and ${identityPoolId} does not accept those of web (${webClientId}) and native1.`,
    ],
    [
      'the same, as an earlier version told it',
      {
        errors: [
          aFinding({ code: 'IDENTITY_POOL_CLIENT_MISMATCH', subject: identityPoolId, facts: {} }),
        ],
      },
      `referenceAuth needs an identity pool that accepts the tokens of the app client, and ${identityPoolId} does not accept those of a published client.`,
    ],
  ])('is refused, with the target that works instead: %s', (_, overrides, reason) => {
    const bridge = referenceAuthBridge(aBridged(overrides));

    expect(refusalsOf(bridge)).toEqual([reason]);
    expect(bridge).toMatchObject({ instead: 'add-output' });
  });

  it('is told all at once', () => {
    const auth = authSettings({ aliasAttributes: ['email'], web: withoutHostedUi });

    expect(reasons({ auth, identity: null })).toHaveLength(3);
  });

  it('is not providers with a domain and both kinds of URL', () => {
    const auth = authSettings({ domain: 'shop.example.com', web: withoutHostedUi });

    expect(reasons({ auth })).toEqual([]);
  });
});
