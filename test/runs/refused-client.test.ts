import { describe, expect, it } from '@jest/globals';
import { fullRequest, runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { nativeClientId } from '../support/builders/ids.ts';
import { hostedUi, identityPoolOf } from './message-worlds.ts';

/** The native client of the sample has a secret, and its web client none. */
const wrongClient = { ...fullRequest, webClientId: nativeClientId };

/** The identity pool accepts tokens of the client with a secret only, and the hosted UI has no URL. */
function accountWithFaults(): void {
  const world = sampleAccount();
  hostedUi(world, { CallbackURLs: [] });
  for (const provider of identityPoolOf(world).pool.CognitoIdentityProviders ?? []) {
    provider.ClientId = nativeClientId;
  }
}

const foundIn = async (request: object) =>
  (await runOnce(request)).findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, subject }) => `${code} ${subject}`);

describe('A request that names the wrong web client', () => {
  it('is told at once what is wrong with the only one that would do', async () => {
    accountWithFaults();
    const refused = await foundIn(wrongClient);

    accountWithFaults();
    const others = await foundIn(fullRequest);

    expect(others.map((fault) => fault.split(' ')[0])).toEqual(
      expect.arrayContaining(['IDENTITY_POOL_CLIENT_MISMATCH', 'OAUTH_NO_CALLBACK_URL']),
    );
    expect(refused.toSorted()).toEqual(
      [...others, `WEB_CLIENT_HAS_SECRET ${nativeClientId}`].toSorted(),
    );
  });

  it('has nothing else to mend where that one is right', async () => {
    sampleAccount();

    expect(await foundIn(wrongClient)).toEqual([`WEB_CLIENT_HAS_SECRET ${nativeClientId}`]);
  });
});
