import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { differences } from '../../../src/domain/compare/differences.ts';
import { readShippedFile } from '../../../src/domain/compare/shipped-file.ts';
import { renderFiles } from '../../../src/domain/config/files.ts';
import {
  authSettings,
  clientConfig,
  hostedUiSettings,
  identitySettings,
} from '../../support/builders/settings.ts';
import { runs } from '../../support/counts.ts';

const changesOf = (...[format, shipped, ours]: Parameters<typeof differences>) =>
  differences(format, shipped, ours).map(({ key, change }) => `${change} ${key}`);

describe('Two files', () => {
  it('of the same values have no difference, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const backwards = Object.fromEntries(Object.entries(value).toReversed());

        expect(differences('outputs', value, backwards)).toEqual([]);
      }),
      runs(100),
    );
  });

  it('differ by key, from the top', () => {
    const shipped = { version: '1.3', auth: { user_pool_id: 'a', groups: [] } };
    const ours = { version: '1.5', auth: { user_pool_id: 'a', aws_region: 'eu-west-1' } };

    expect(changesOf('outputs', shipped, ours).toSorted()).toEqual([
      'added auth.aws_region',
      'changed version',
      'removed auth.groups',
    ]);
  });

  it('are told of a whole part that only one has in one line', () => {
    const ours = { oauth: { domain: 'login.example.com', scope: ['openid'] } };

    expect(changesOf('exports', {}, ours)).toEqual(['added oauth']);
    // Gen 1 writes an empty object where there is no hosted UI.
    expect(changesOf('exports', { oauth: {} }, {})).toEqual([]);
  });

  it.each([['a list', { oauth: { scope: ['a', 'b'] } }, { oauth: { scope: ['b', 'a'] } }]])(
    'that differ in the order of %s differ in nothing that matters',
    (_, shipped, ours) => {
      expect(differences('exports', shipped, ours)).toMatchObject([
        { change: 'reordered', effect: 'none' },
      ]);
    },
  );

  it('tell the order of URLs, of which the library takes the first that fits', () => {
    const shipped = { oauth: { redirectSignIn: 'https://a/,https://b/' } };
    const ours = { oauth: { redirectSignIn: 'https://b/,https://a/' } };

    expect(differences('exports', shipped, ours)).toMatchObject([
      { change: 'reordered', effect: 'behaviour', meaning: expect.stringContaining('the first') },
    ]);
  });

  it('are told of what a part holds that means nothing by itself', () => {
    const events = { url: 'https://events.example.com/event' };

    expect(differences('outputs', { custom: { events } }, {})).toMatchObject([
      { key: 'custom.events', change: 'removed', effect: 'breaking' },
    ]);
    expect(changesOf('native', {}, { Auth: { Default: { mfaTypes: ['TOTP'] } } })).toEqual([
      'added Auth.Default.mfaTypes',
    ]);
  });

  it.each([
    ['outputs', { auth: { user_pool_id: 'a' } }, 'unauthenticated_identities_enabled', false],
    ['outputs', { auth: { user_pool_id: 'a' } }, 'mfa_methods', []],
    ['outputs', { auth: { user_pool_id: 'a' } }, 'mfa_configuration', 'NONE'],
  ] as const)(
    'differ in nothing where one has what a library takes for granted: %#',
    (format, shipped, key, value) => {
      const ours = { auth: { ...shipped.auth, [key]: value } };

      expect(differences(format, shipped, ours)).toMatchObject([
        { change: 'added', effect: 'none' },
      ]);
    },
  );

  it('are compared by the names of the entries of a list', () => {
    const api = (name: string, endpoint: string) => ({ name, endpoint });
    const shipped = { aws_cloud_logic_custom: [api('items', 'a'), api('orders', 'b')] };
    const ours = { aws_cloud_logic_custom: [api('orders', 'c')] };

    expect(changesOf('exports', shipped, ours).toSorted()).toEqual([
      'changed aws_cloud_logic_custom.orders.endpoint',
      'removed aws_cloud_logic_custom.items',
    ]);
  });

  it('are compared by what an entry is where nothing has its name', () => {
    const bucket = (name: string, of: string) => ({ name, bucket_name: of });
    const shipped = [bucket('a', 'x'), bucket('b', 'y'), bucket('c', 'y'), bucket('d', 'z')];
    const ours = [bucket('a', 'z'), bucket('e', 'y'), bucket('f', 'w')];

    expect(
      changesOf('outputs', { storage: { buckets: shipped } }, { storage: { buckets: ours } }),
    ).toEqual([
      'changed storage.buckets.a.bucket_name',
      'changed storage.buckets.b.name',
      'removed storage.buckets.c',
      'removed storage.buckets.d',
      'added storage.buckets.f',
    ]);
  });

  it.each([
    ['exports', 'aws_cloud_logic_custom', (name: string) => [{ name, endpoint: 'https://a' }]],
    [
      'outputs',
      'custom.API',
      (name: string) => ({ [name]: { endpoint: 'https://a', apiName: name } }),
    ],
    [
      'native',
      'api.plugins.awsAPIPlugin',
      (name: string) => ({ [name]: { endpoint: 'https://a' } }),
    ],
  ] as const)('tell of an API that is called otherwise in %s', (format, path, apis) => {
    const file = (name: string) =>
      path.split('.').reduceRight<unknown>((held, key) => ({ [key]: held }), apis(name));

    const [first] = differences(format, file('items'), file('orders'));

    expect(first).toMatchObject({
      key: `${path}.items.name`,
      shipped: 'items',
      ours: 'orders',
      effect: 'breaking',
    });
  });

  it('are compared by the groups of the outputs', () => {
    const groups = [{ admins: { precedence: 1 } }, { staff: {} }];
    expect(
      changesOf(
        'outputs',
        { auth: { groups } },
        { auth: { groups: [{ admins: {} }, { staff: {} }] } },
      ),
    ).toEqual(['removed auth.groups.admins.precedence']);
  });
});

describe('A difference', () => {
  it('that breaks something comes first', () => {
    const shipped = { version: '1.3', auth: { mfa_methods: ['SMS'], user_pool_client_id: 'a' } };
    const ours = { version: '1.5', auth: { mfa_methods: ['TOTP'], user_pool_client_id: 'b' } };

    expect(differences('outputs', shipped, ours).map(({ effect }) => effect)).toEqual([
      'breaking',
      'behaviour',
      'none',
    ]);
  });

  it('of another app client says that everybody signs in again', () => {
    const [difference] = differences(
      'exports',
      { aws_user_pools_web_client_id: 'a' },
      { aws_user_pools_web_client_id: 'b' },
    );

    expect(difference).toMatchObject({
      key: 'aws_user_pools_web_client_id',
      shipped: 'a',
      ours: 'b',
      effect: 'breaking',
      meaning: expect.stringContaining('signs in again'),
    });
  });

  it('of a key that is not known asks for a look at the own code', () => {
    expect(differences('exports', { my_flag: true }, {})).toMatchObject([
      {
        key: 'my_flag',
        shipped: '(not shown)',
        effect: 'behaviour',
        meaning: expect.stringContaining('your own code'),
      },
    ]);
  });

  it('shows what the key of a section would hide, and no secret within it', () => {
    const shipped = {
      auth: { passwordless: { email_otp_enabled: true }, user_pool_id: 'a' },
      custom: { events: { url: 'u', api_key: 'da2-secret' } },
    };

    const told = differences('outputs', shipped, { auth: { user_pool_id: 'a' } });

    expect(told).toEqual([
      expect.objectContaining({ shipped: { url: 'u', api_key: '(not shown)' } }),
      expect.objectContaining({ shipped: { email_otp_enabled: true } }),
    ]);
  });

  it.each([
    ['exports', 'aws_project_region', 'eu-west-1'],
    ['exports', 'aws_user_pools_web_client_id', 'a'],
    ['outputs', 'data', { url: 'u', aws_region: 'r', default_authorization_type: 'AWS_IAM' }],
    ['native', 'CognitoUserPool', { Default: { PoolId: 'a', AppClientId: 'b', Region: 'r' } }],
  ] as const)('breaks nothing where the app had nothing before: %s, %s', (format, key, value) => {
    expect(differences(format, {}, { [key]: value })).toMatchObject([
      { change: 'added', effect: 'behaviour' },
    ]);
  });

  it.each([
    ['exports', 'aws_mandatory_sign_in', 'disable'],
    ['exports', 'aws_appsync_authenticationType', 'AWS_IAM'],
    ['exports', 'aws_cognito_mfa_configuration', 'OFF'],
  ] as const)(
    'changes nothing where a library takes it for granted: %s, %s',
    (format, key, value) => {
      const said = { [key]: value };

      for (const told of [differences(format, {}, said), differences(format, said, {})]) {
        expect(told).toMatchObject([{ key, effect: 'none' }]);
      }
    },
  );

  it.each([
    ['exports', { aws_appsync_apiKey: 'da2-secret' }, {}],
    ['outputs', { data: { url: 'u', api_key: 'da2-secret' } }, {}],
    [
      'native',
      { CognitoUserPool: { Default: { PoolId: 'p', AppClientSecret: 'da2-secret' } } },
      { CognitoUserPool: { Default: { PoolId: 'p' } } },
    ],
    ['exports', { clientSecrets: { prod: 'da2-secret' } }, {}],
    ['exports', { feature: { name: 'key', value: 'da2-secret' } }, {}],
    ['outputs', { custom: { events: { url: 'u', 'x-api-key': ['da2-secret'] } } }, {}],
  ] as const)('never shows a secret or an API key: %s %#', (format, shipped, ours) => {
    const told = differences(format, shipped, ours);

    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('da2-secret');
    expect(JSON.stringify(told)).toContain('(not shown)');
  });
});

describe('Every key that we publish', () => {
  const web = hostedUiSettings({ providers: ['COGNITO', 'Google', 'CorpAD'] });
  const full = clientConfig({
    auth: authSettings({
      web,
      native: web,
      domain: 'login.example.com',
      mfa: 'OPTIONAL',
      mfaMethods: ['SMS', 'TOTP'],
      groups: [{ name: 'admins', precedence: 1, roleArn: null }],
      passwordless: {
        emailOtp: true,
        smsOtp: true,
        webAuthn: { relyingPartyId: 'example.com', userVerification: 'required' },
      },
    }),
    identity: identitySettings({ socialLogins: true }),
    buckets: ['one', 'two'].map((name) => ({
      name,
      region: 'eu-west-1',
      paths: { 'public/*': { guest: ['get'] } },
    })),
    graphqlApis: ['one', 'two'].map((name) => ({
      name,
      region: 'eu-west-1',
      endpoint: `https://${name}.appsync-api.eu-west-1.amazonaws.com/graphql`,
      authenticationTypes: ['AWS_IAM'],
    })),
    restApis: [{ name: 'items', region: 'eu-west-1', endpoint: 'https://items.example.com/prod' }],
    streams: [
      { service: 'kinesis', name: 'clicks', region: 'eu-west-1' },
      { service: 'firehose', name: 'clicks', region: 'eu-west-1' },
    ],
    locations: [
      { kind: 'map', name: 'streets', region: 'eu-west-1', style: 'VectorEsriStreets' },
      { kind: 'place-index', name: 'places', region: 'eu-west-1', style: null },
      { kind: 'geofence-collection', name: 'fences', region: 'eu-west-1', style: null },
    ],
    predictions: (['translate', 'speech', 'transcribe', 'text', 'image'] as const).map((use) => ({
      use,
      region: 'eu-west-1',
    })),
    bots: [{ botId: 'ABCDEFGHIJ', aliasId: 'TSTALIASID', region: 'eu-west-1', locales: ['en_US'] }],
  });

  it.each(renderFiles(full).map(({ path, content }) => [path, content] as const))(
    'has a meaning of its own, at every depth: %s',
    (path, content) => {
      const { format, value } = readShippedFile(path, content);
      const keys = depthsOf(value);

      const unknown = keys.filter((key) =>
        differences(format, under(key, 'a'), under(key, 'b')).some(({ meaning }) =>
          meaning.includes('your own code'),
        ),
      );

      expect(keys.length).toBeGreaterThan(10);
      expect(unknown).toEqual([]);
    },
  );

  /** Every key of a value with those above it, the names of the entries of lists among them. */
  function depthsOf(value: unknown, above: readonly string[] = []): (readonly string[])[] {
    if (value === null || typeof value !== 'object') return [];
    const entries = Array.isArray(value)
      ? value.flatMap((entry: unknown) => (isNamed(entry) ? [entryOf(entry)] : []))
      : Object.entries(value);
    return entries.flatMap(([name, one]) => [
      ...(isGrouping([...above, name]) ? [] : [[...above, name]]),
      ...depthsOf(one, [...above, name]),
    ]);
  }

  type Named = { readonly name: string };

  function isNamed(entry: unknown): entry is Named {
    return entry !== null && typeof entry === 'object' && 'name' in entry;
  }

  function entryOf({ name, ...rest }: Named): [string, unknown] {
    return [name, rest];
  }

  /** Parts that only hold others and are never in one file alone. */
  function isGrouping(key: readonly string[]): boolean {
    const name = key.join('.').replace(/^auth\.plugins\.awsCognitoAuthPlugin\./, '');
    const parts = ['custom', 'custom.auth', 'auth.plugins', 'auth.plugins.awsCognitoAuthPlugin'];
    return [...parts, 'Auth', 'Auth.Default'].includes(name);
  }

  function under(key: readonly string[], value: unknown): unknown {
    return key.reduceRight((inner, name) => ({ [name]: inner }), value);
  }
});
