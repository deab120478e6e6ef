import { describe, expect, it } from '@jest/globals';
import { bridges, type Target } from '../../../src/domain/bridges/targets.ts';
import { aBridged, textOf } from '../../support/builders/bridged.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { authSettings, clientSettings, hostedUiSettings } from '../../support/builders/settings.ts';
import { emitted } from './emitted.ts';
import { typeErrors } from './type-errors.ts';

const options = { guests: false, cdk: true };
const groups = ['admins', "it's", '__proto__', '${team}'].map((name) => ({
  name,
  precedence: 1,
  roleArn: authRoleArn,
}));
const auth = authSettings({
  groups,
  domain: 'shop.example.com',
  mfa: 'OPTIONAL',
  mfaMethods: ['SMS', 'TOTP'],
  web: hostedUiSettings({ providers: ['COGNITO', 'Google', 'Okta'] }),
  native: clientSettings({ id: 'native1' }),
});
const storage = {
  aws_region: 'eu-west-1',
  bucket_name: 'storefront-uploads',
  buckets: [
    {
      name: 'storefront-uploads',
      bucket_name: 'storefront-uploads',
      aws_region: 'eu-west-1',
      paths: { 'public/*': { guest: ['get', 'list'], authenticated: ['write'] } },
    },
  ],
};

function rendered(target: Target, bridged = aBridged({ auth })): string {
  return textOf(bridges[target](bridged, options));
}

describe('The TypeScript of the bridges', () => {
  it('compiles against the types of the packages that it is for', async () => {
    const whole = aBridged({ auth });
    const outputs = { ...whole.outputs, storage };

    const errors = await typeErrors({
      'amplify/auth/resource.ts': rendered('reference-auth'),
      'amplify/backend.ts': rendered('add-output', { ...whole, outputs }),
      'alone/backend.ts': rendered('add-output', aBridged({ identity: null })),
      'imported-auth.ts': rendered('cdk', emitted({ auth })),
      'plain/imported-auth.ts': rendered('cdk', aBridged({ identity: null })),
      'companion.ts': rendered('companion', aBridged({ auth, identity: null })),
    });

    expect(errors).toBe('');
  }, 120_000);

  it('would not compile with a key that they do not have', async () => {
    const outputs = { version: '1.5', auth: { user_pool: 'eu-west-1_AbCdEfGhI' } };

    const errors = await typeErrors({
      'amplify/backend.ts': rendered('add-output', aBridged({ outputs })),
    });

    expect(errors).toContain("'user_pool'");
  }, 120_000);
});
