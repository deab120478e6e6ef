import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { headlessBridge } from '../../../src/domain/bridges/headless.ts';
import { aBridged, notesOf, refusalsOf, textOf } from '../../support/builders/bridged.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';
import {
  authSettings,
  clientSettings,
  hostedUiSettings,
  identitySettings,
} from '../../support/builders/settings.ts';

/**
 * What Gen 1 takes on standard input: its schema `ImportAuthRequest` of version 1, and that none of the
 * ids may be empty (docs/facts/gen1-import.md, "Unattended import").
 */
const importAuthRequest = z.strictObject({
  version: z.literal(1),
  userPoolId: z.string().min(1),
  webClientId: z.string().min(1),
  nativeClientId: z.string().min(1),
  identityPoolId: z.string().min(1).optional(),
});

describe('The input of a headless import', () => {
  it('is what Gen 1 takes, on one line', () => {
    const native = clientSettings({ id: '4nata1b2c3d4e5f6g7h8i9j0k1', hasSecret: true });

    const text = textOf(headlessBridge(aBridged({ auth: authSettings({ native }) })));

    expect(text).toMatch(/^\{[^\n]+\}\n$/);
    expect(importAuthRequest.parse(JSON.parse(text))).toEqual({
      version: 1,
      userPoolId,
      webClientId,
      nativeClientId: native.id,
      identityPoolId,
    });
  });

  it('names no identity pool where there is none, and says what Gen 1 makes of that', () => {
    const bridge = headlessBridge(aBridged({ identity: null }));

    expect(importAuthRequest.parse(JSON.parse(textOf(bridge)))).not.toHaveProperty(
      'identityPoolId',
    );
    expect(notesOf(bridge)).toContain('the user pool only, for good');
  });

  it('comes with the region that the project must have, and ends with the way to pipe it', () => {
    const notes = notesOf(headlessBridge(aBridged()));

    expect(notes).toContain('must be of region eu-west-1');
    expect(notes).toMatch(/\| amplify import auth --headless$/);
  });
});

describe('What a headless import cannot take', () => {
  const [authenticated] = identitySettings().roles;

  it.each([
    [
      'an identity pool without a guest role',
      { identity: identitySettings({ roles: authenticated ? [authenticated] : [] }) },
      'one for guests',
    ],
    [
      'pools of two regions',
      {
        identity: identitySettings({
          identityPoolId: identityPoolId.replace('eu-west-1', 'us-east-1'),
          region: 'us-east-1',
        }),
      },
      'in one region',
    ],
    [
      'a pool of another account',
      { request: aRequest({ readRoleArn: 'arn:aws:iam::444455556666:role/AmplifyImportRead' }) },
      'AmplifyImportRead',
    ],
    [
      'clients that differ in what they sign in with',
      {
        auth: authSettings({
          web: hostedUiSettings(),
          native: hostedUiSettings({ id: 'other', callbackUrls: ['storefront://'] }),
        }),
      },
      'do in CallbackURLs.',
    ],
    [
      'clients of which one has the hosted UI',
      {
        auth: authSettings({
          web: hostedUiSettings({ hostedUi: true }),
          native: hostedUiSettings({ id: 'other', hostedUi: false }),
        }),
      },
      'do in AllowedOAuthFlowsUserPoolClient.',
    ],
  ])('is refused with its reason: %s', (_, overrides, reason) => {
    const refusals = refusalsOf(headlessBridge(aBridged(overrides)));

    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toContain(reason);
  });

  it('is not two clients with the same settings in another order', () => {
    const web = hostedUiSettings({ scopes: ['openid', 'email'] });
    const native = hostedUiSettings({ id: 'other', scopes: ['email', 'openid'] });

    expect(refusalsOf(headlessBridge(aBridged({ auth: authSettings({ web, native }) })))).toEqual(
      [],
    );
  });
});
