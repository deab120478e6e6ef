import { describe, expect, test } from '@jest/globals';
import type { FindingCode } from '../../src/contract/findings.ts';
import { goldenAccount, goldenJson, goldenText } from '../support/aws-world/golden-account.ts';
import { policiesOf, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { seedBucket } from '../support/aws-world/sample-account.ts';
import { codes } from '../support/builders/codes.ts';

/** What the incumbent refused, and where it stopped: replayed over the answers that AWS gave it. */

const bucket = 'peermediadea26-dev';
const storage = [{ bucket, authenticated: ['read'] }];

/** Runs our request for what the incumbent was asked, in the account that it saw. */
async function importGolden(name: string, more: object = {}) {
  const world = goldenAccount(name);
  seedBucket(world, bucket, { region: 'us-east-1' });
  const before = policiesOf(world);
  const { version: _version, ...ids } = goldenJson(name, 'request.json') as { version: number };
  const result = await runOnce({ app: 'golden', env: 'dev', ...ids, ...more });
  const errors = result.findings.filter(({ severity }) => severity === 'error');
  return { world, before, result, errors };
}

/** The one error that the incumbent told. */
function toldBy(name: string): string {
  const [, json = ''] = goldenText(name, 'expected/error.txt').split('--- stderr\n');
  return (JSON.parse(json) as { errorMessage: string }).errorMessage;
}

type Refused = [
  name: string,
  theirs: RegExp,
  ours: FindingCode[],
  words: string[],
  mend: RegExp,
  more?: object,
];

describe.each<Refused>([
  [
    'bad-pool-missing',
    /Cognito User Pool: '' \(us-east-1_NoSuchPl\) cannot be found/,
    ['USER_POOL_NOT_FOUND'],
    ['us-east-1_NoSuchPl', 'us-east-1', '111122223333'],
    /^aws cognito-idp list-user-pools --region us-east-1 /,
  ],
  [
    'bad-no-web-client',
    /does not have at least 1 Web app client/,
    ['WEB_CLIENT_HAS_SECRET'],
    ['bad-no-web-client-web', 'aKLwZzbDDcq0fTOCMxYYzjXXxY', 'secret'],
    /^aws cognito-idp create-user-pool-client .*us-east-1_1sOULjFgg.* --no-generate-secret/,
  ],
  [
    'bad-no-web-client',
    /does not have at least 1 Web app client/,
    ['NO_WEB_CLIENT'],
    ['us-east-1_1sOULjFgg', 'secret'],
    /^aws cognito-idp create-user-pool-client .*us-east-1_1sOULjFgg.* --no-generate-secret/,
    { webClientId: undefined, nativeClientId: undefined },
  ],
  [
    'bad-web-client-has-secret',
    /The previously configured Web app client cannot be found/,
    ['WEB_CLIENT_HAS_SECRET'],
    ['bad-web-client-has-secret-native', 'UiIsPPjscvQJ2toIFfYri8L1D5', 'secret'],
    /^Change the request: "webClientId": "\w{26}"\.$/,
  ],
  [
    'bad-ip-other-pool',
    /no Identity Pools found which has the selected Cognito User Pool/,
    ['IDENTITY_POOL_CLIENT_MISMATCH'],
    [
      'us-east-1:efe3be11-3558-43a3-8039-313e25d43eed',
      'no user pool',
      'cognito-idp.us-east-1.amazonaws.com/us-east-1_7qLSv39rw:fvQou89PBfYJUfD08b1GH1iI8u',
      'cognito-idp.us-east-1.amazonaws.com/us-east-1_7qLSv39rw:fj72AaFARKR1LYinitq9ARNB0K',
    ],
    /aws cognito-identity update-identity-pool --region us-east-1/,
  ],
  [
    'bad-ip-no-roles',
    /Cannot import Identity Pool without 'authenticated' and 'unauthenticated' roles/,
    ['AUTH_ROLE_MISSING'],
    ['us-east-1:43db36e9-40ec-4223-88b0-b1dfbf62cd8a', 'Roles.authenticated'],
    /aws cognito-identity set-identity-pool-roles --region us-east-1/,
    { grants: { storage } },
  ],
])('Golden case %s: what the incumbent refused', (name, theirs, ours, words, mend, more) => {
  test(`It is refused with ${ours.join(' and ')}, which says what is so and how to mend it`, async () => {
    const { errors, result } = await importGolden(name, more);

    const told = errors.map(({ message, found, needed }) => `${message} ${found} ${needed}`).join();
    expect(toldBy(name)).toMatch(theirs);
    expect(result.status).toBe('refused');
    expect(codes(errors)).toEqual(ours);
    for (const word of words) expect(`${errors[0]?.subject} ${told}`).toContain(word);
    const { command, look, resolution = '' } = errors[0] ?? {};
    const way = command ?? look ?? resolution;
    expect(way).toMatch(mend);
    expect(result.error?.message).toContain(way);
  });

  test('Nothing is written on a role, published or announced as published', async () => {
    const { world, before } = await importGolden(name, more);

    expect(policiesOf(world)).toEqual(before);
    expect(storedTexts(world)).toEqual({});
    expect(world.eventBridge.events.map(({ detailType }) => detailType)).toEqual([
      'Auth Import Refused',
    ]);
  });
});

describe('Golden cases that are no reason to refuse', () => {
  test('bad-oauth-mismatch: clients may differ, so it is published, each from its own client', async () => {
    const { world, result } = await importGolden('bad-oauth-mismatch');

    const exported = storedTexts(world)['config/golden/dev/aws-exports.js'];
    expect(toldBy('bad-oauth-mismatch')).toMatch(/OAuth properties .* are not matching/);
    expect(result.status).toBe('published');
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'OAUTH_CLIENTS_DIFFER', severity: 'info' }),
    );
    expect(exported).toContain('https://app.example.com/,http://localhost:3000/');
    expect(exported).not.toContain('myapp://');
  });
});

test('An identity pool without roles is refused with nothing granted too: nobody would get credentials', async () => {
  const { result } = await importGolden('bad-ip-no-roles');

  expect(result.status).toBe('refused');
  expect(result.findings).toContainEqual(
    expect.objectContaining({ code: 'AUTH_ROLE_MISSING', severity: 'error' }),
  );
});

describe('All findings at once', () => {
  test('Where the incumbent stops at the first, every mistake of a request is told', async () => {
    const { errors } = await importGolden('bad-web-client-has-secret', {
      identityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000000',
      grants: { storage: [{ bucket: 'nobodys-bucket', authenticated: ['read'] }] },
    });

    expect(codes(errors).toSorted()).toEqual([
      'BUCKET_NOT_FOUND',
      'IDENTITY_POOL_NOT_FOUND',
      'WEB_CLIENT_HAS_SECRET',
    ]);
  });
});
