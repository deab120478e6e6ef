import { describe, expect, it } from '@jest/globals';

import { clientsFor } from '../../src/local/clients.ts';
import {
  localEnvironment,
  loopbackEndpoint,
  withLocalEnvironment,
} from '../../src/local/environment.ts';

const ENDPOINT = 'http://127.0.0.1:4566';

describe('The endpoint of the local cloud', () => {
  it.each([
    'https://s3.eu-west-1.amazonaws.com',
    'http://10.0.0.7:4566',
    'http://0.0.0.0:4566',
    'http://127.0.0.1.example.com:4566',
    'http://127.0.0.1@example.com:4566',
    'http://localhost.example.com',
    'http://[::ffff:10.0.0.7]:4566',
    'http://169.254.169.254',
    'file:///etc/passwd',
    '127.0.0.1:4566',
    '',
  ])('refuses "%s", which is not on this machine', (endpoint) => {
    expect(() => loopbackEndpoint(endpoint)).toThrow(`refuses the endpoint "${endpoint}"`);
    expect(() => localEnvironment(endpoint)).toThrow('may only be on this machine');
  });

  it.each([
    ['http://127.0.0.1:4566', 'http://127.0.0.1:4566'],
    ['http://127.0.0.1:4566/', 'http://127.0.0.1:4566'],
    ['http://127.8.9.10:80', 'http://127.8.9.10'],
    ['http://localhost:4566', 'http://127.0.0.1:4566'],
    ['http://[::1]:4566', 'http://[::1]:4566'],
  ])('takes %s as %s', (endpoint, taken) => {
    expect(loopbackEndpoint(endpoint)).toBe(taken);
  });
});

describe('The environment of a client of the local cloud', () => {
  it('lets no setting of the user lead to a real account', () => {
    const user = {
      AWS_PROFILE: 'production',
      AWS_DEFAULT_PROFILE: 'production',
      AWS_CONFIG_FILE: '/home/me/.aws/config',
      AWS_SHARED_CREDENTIALS_FILE: '/home/me/.aws/credentials',
      AWS_ACCESS_KEY_ID: 'AKIAREAL',
      AWS_SECRET_ACCESS_KEY: 'real',
      AWS_SESSION_TOKEN: 'real',
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/real',
      AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
      AWS_ENDPOINT_URL: 'https://example.com',
      AWS_ENDPOINT_URL_S3: 'https://s3.example.com',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_USE_FIPS_ENDPOINT: 'true',
      HTTPS_PROXY: 'http://proxy.example.com',
      http_proxy: 'http://proxy.example.com',
      ALL_PROXY: 'http://proxy.example.com',
    };

    const environment = withLocalEnvironment(user, ENDPOINT);

    expect(environment).toEqual(localEnvironment(ENDPOINT));
    expect(environment).toMatchObject({
      AWS_ENDPOINT_URL: ENDPOINT,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
  });

  it('keeps what has nothing to do with AWS', () => {
    const environment = withLocalEnvironment(
      { PATH: '/bin', EMPTY: '', NONE: undefined },
      ENDPOINT,
    );

    expect(environment).toEqual({ PATH: '/bin', EMPTY: '', ...localEnvironment(ENDPOINT) });
  });

  it('tells where Amplify Hosting is played, which is on this machine too', () => {
    const hosting = 'http://localhost:4567';
    const user = { AWS_ENDPOINT_URL_AMPLIFY: 'https://amplify.example.com' };

    const environment = withLocalEnvironment(user, ENDPOINT, hosting);

    expect(environment['AWS_ENDPOINT_URL_AMPLIFY']).toBe('http://127.0.0.1:4567');
    expect(() => localEnvironment(ENDPOINT, 'https://amplify.example.com')).toThrow(
      'may only be on this machine',
    );
  });

  it('gives a client of Amplify Hosting where that is played', async () => {
    const { hosting } = clientsFor(localEnvironment(ENDPOINT, 'http://127.0.0.1:4567'));

    expect(await hosting?.config.endpoint?.()).toMatchObject({ port: 4567 });
    expect(clientsFor(localEnvironment(ENDPOINT))).not.toHaveProperty('hosting');
  });

  it('gives clients that know one address and one made-up credential', async () => {
    const clients = clientsFor(localEnvironment(ENDPOINT));

    for (const client of Object.values(clients)) {
      expect(await client.config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 4566 });
      expect(await client.config.credentials()).toMatchObject({ accessKeyId: 'test' });
    }
  });
});
