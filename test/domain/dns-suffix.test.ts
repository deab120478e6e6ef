import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from '@jest/globals';

import { dnsSuffixOf } from '../../src/domain/ids.ts';

describe('The domain of the endpoints of a region', () => {
  it.each([
    'eu-west-1',
    'mx-central-1',
    'cn-northwest-1',
    'us-gov-west-1',
    'eusc-de-east-1',
    'us-iso-west-1',
    'us-isob-east-1',
    'eu-isoe-west-1',
    'us-isof-south-1',
  ])('%s is the one that the SDK calls', (region) => {
    const { endpointProvider } = new CognitoIdentityProviderClient({ region }).config;

    const { url } = endpointProvider({ Region: region, UseFIPS: false, UseDualStack: false });

    expect(url.hostname).toBe(`cognito-idp.${region}.${dnsSuffixOf(region)}`);
  });
});
