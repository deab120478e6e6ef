import { describe, expect, it } from '@jest/globals';
import { nativeClientOf } from '../../../src/domain/fetch/native-client.ts';
import { nativeClientId, userPoolId } from '../../support/builders/ids.ts';

const fileOf = (Default: object) =>
  JSON.stringify({ auth: { plugins: { awsCognitoAuthPlugin: { CognitoUserPool: { Default } } } } });

describe('The native client of a published file', () => {
  it('is the one that Android and iOS sign in with', () => {
    const text = fileOf({ PoolId: userPoolId, AppClientId: nativeClientId, Region: 'eu-west-1' });

    expect(nativeClientOf(text)).toEqual({ userPoolId, clientId: nativeClientId });
  });

  it.each(['', '{}', '{"auth":{}}', fileOf({}), fileOf({ PoolId: userPoolId })])(
    'is none in %j',
    (text) => {
      expect(nativeClientOf(text)).toBeNull();
    },
  );
});
