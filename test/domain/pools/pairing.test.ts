import { describe, expect, it } from '@jest/globals';

import { providerNameOf } from '../../../src/domain/ids.ts';
import { pairingFindings } from '../../../src/domain/pools/pairing.ts';
import { codes } from '../../support/builders/codes.ts';
import {
  identityPoolId,
  nativeClientId,
  providerName,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import { anIdentityPool } from '../../support/builders/identity-pool.ts';
import { userPoolSlice } from '../../support/builders/plan.ts';

const provider = (name: string, clientId: string, serverSideTokenCheck = true) => ({
  name,
  clientId,
  serverSideTokenCheck,
});
const judge = (
  providers: ReturnType<typeof provider>[],
  clients: readonly string[] = [webClientId],
  id = userPoolId,
) => pairingFindings(id, userPoolSlice({ clients: [...clients] }), anIdentityPool({ providers }));

describe('The pairing with the app clients', () => {
  it.each([
    [
      'P-2, R-3: another client of the pool',
      provider(providerName, 'other'),
      'accepts the user pool with another client, other',
    ],
    [
      'P-1: a pool whose name is longer',
      provider(`${providerName}x`, webClientId),
      `names the client ${webClientId} with a user pool of another name`,
    ],
    [
      'W-27: the same pool id under the endpoint of another region',
      provider(providerName.replace('eu-west-1.', 'eu-west-2.'), webClientId),
      'the endpoint must be that of the region eu-west-1',
    ],
    [
      'W-27: the same pool id under the endpoint of another partition',
      provider(providerName.replace('.com/', '.com.cn/'), webClientId),
      'the endpoint must be that of the region eu-west-1',
    ],
    [
      'P-1: the pool id as the end of a longer name',
      provider(`x${providerName}`, webClientId),
      'x',
    ],
  ])('%s does not count, and what differs is said', (_, only, difference) => {
    expect(judge([only])).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_CLIENT_MISMATCH',
        severity: 'error',
        subject: identityPoolId,
        message: expect.stringContaining(difference),
        found: `${only.name}:${only.clientId}`,
        needed: `${providerName}:${webClientId}`,
      }),
    ]);
  });

  it('P-2, P-4, W-7, DOC-2, GEN2-7: is needed of every published client, each by name and id', () => {
    const [mismatch] = judge([provider(providerName, webClientId)], [webClientId, nativeClientId]);

    expect(mismatch).toMatchObject({
      code: 'IDENTITY_POOL_CLIENT_MISMATCH',
      found: `${providerName}:${webClientId}`,
      needed: `${providerName}:${nativeClientId}`,
      facts: {
        identityPool: { id: identityPoolId, name: anIdentityPool().name },
        userPool: userPoolId,
        providerName,
        clients: [{ id: nativeClientId, name: null }],
        accepted: [{ name: providerName, clientId: webClientId }],
      },
    });
    expect(judge([], [webClientId, nativeClientId])[0]?.message).toContain(
      `tokens of web (${webClientId}) and ${nativeClientId}.`,
    );
  });

  it('R-2: is enough when the web client is the only one published', () => {
    expect(judge([provider(providerName, webClientId)])).toEqual([]);
  });

  it('P-3, R-4: is not made by a client that is not published', () => {
    const findings = judge([provider(providerName, nativeClientId)]);

    expect(codes(findings)).toEqual(['IDENTITY_POOL_CLIENT_MISMATCH']);
  });

  it('GEN2-1: lists what is needed of a pool without any provider', () => {
    expect(judge([])).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_CLIENT_MISMATCH',
        found: 'no user pool at all',
        needed: `${providerName}:${webClientId}`,
      }),
    ]);
  });

  it('W-27: takes the endpoint of the partition of the user pool', () => {
    const id = 'cn-north-1_AbCdEfGhI';
    const name = providerNameOf(id);

    const findings = judge([provider(name, webClientId)], [webClientId], id);

    expect(name).toBe(`cognito-idp.cn-north-1.amazonaws.com.cn/${id}`);
    expect(codes(findings)).toEqual(['IDENTITY_POOL_OTHER_REGION']);
  });

  it('has nothing to say of clients that were refused', () => {
    expect(judge([], [])).toEqual([]);
  });

  it('is mended by a command that adds what is missing and keeps the rest', () => {
    const [mismatch] = judge([provider('other', 'x')]);

    expect(mismatch?.command).toBe(
      `aws cognito-identity update-identity-pool --region eu-west-1 --cli-input-json` +
        ` "$(aws cognito-identity describe-identity-pool --region eu-west-1 --identity-pool-id ${identityPoolId}` +
        ` | jq '.CognitoIdentityProviders += ($ARGS.positional | map({ProviderName: split("|")[0], ClientId: split("|")[1]}))'` +
        ` --args '${providerName}|${webClientId}')"`,
    );
  });
});

describe('The check of tokens by the user pool', () => {
  it('is information where it is off for a published client, and names those', () => {
    const findings = judge(
      [
        provider(providerName, webClientId, false),
        provider(providerName, nativeClientId),
        provider(providerName, 'unpublished', false),
      ],
      [webClientId, nativeClientId],
    );

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'TOKEN_CHECK_OFF',
        severity: 'info',
        found: `ServerSideTokenCheck false for ${webClientId}`,
        command: expect.stringContaining(`--args ${webClientId})`),
      }),
    ]);
  });
});

describe('Pools of different regions', () => {
  it('GEN2-7: are warned of, with the libraries that call one only, and pair by the region of the user pool', () => {
    const id = 'us-east-1_Home00001';

    const findings = judge([provider(providerNameOf(id), webClientId)], [webClientId], id);

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'IDENTITY_POOL_OTHER_REGION',
        severity: 'warning',
        message: `The identity pool ${identityPoolId} is in eu-west-1, the user pool ${id} in us-east-1. JavaScript takes each region from the id. Android and iOS by amplify_outputs.json, and Flutter by either file, call the identity pool in us-east-1, where it is not.`,
      }),
    ]);
  });
});
