import { describe, expect, it } from '@jest/globals';

import { signInFindings } from '../../../src/domain/pools/sign-in.ts';
import { codes } from '../../support/builders/codes.ts';
import { userPoolId, webClientId } from '../../support/builders/ids.ts';
import { aUserPool, aWebClient } from '../../support/builders/user-pool.ts';

const triggers = [
  'DefineAuthChallenge',
  'CreateAuthChallenge',
  'VerifyAuthChallengeResponse',
] as const;
const customPool = aUserPool({ customAuthTriggers: triggers });
const judge = (
  authFlows: readonly string[],
  { pool = aUserPool(), hostedUi = false, rotatesTokens = false } = {},
) => signInFindings(aWebClient({ authFlows, rotatesTokens }), pool, hostedUi);
/** What the command of a finding sends to Cognito, after its jq program. */
const added = (command = '') => / --args (.*)\)"$/.exec(command)?.[1]?.split(' ');

const refresh = 'ALLOW_REFRESH_TOKEN_AUTH';
const srp = 'ALLOW_USER_SRP_AUTH';

describe('Sign-in through a client', () => {
  it.each([
    ['SRP and refresh are allowed', [srp, refresh]],
    ['nothing is stated, which is the default', []],
    ['it states passwords in the old words', ['USER_PASSWORD_AUTH']],
    ['it states admin passwords in the old words', ['ADMIN_NO_SRP_AUTH']],
  ])('needs nothing when %s', (_, authFlows) => {
    expect(judge(authFlows)).toEqual([]);
  });

  it.each([
    ['choice-based sign-in', ['ALLOW_USER_AUTH', refresh], {}],
    ['plain passwords', ['ALLOW_USER_PASSWORD_AUTH', refresh], {}],
    ['custom authentication', ['ALLOW_CUSTOM_AUTH', refresh], { pool: customPool }],
    ['the hosted UI', [refresh], { hostedUi: true }],
  ])('is warned of when SRP is off and there is %s', (_, authFlows, world) => {
    const findings = judge(authFlows, world);

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'SRP_DISABLED',
        severity: 'warning',
        subject: webClientId,
        message: expect.stringContaining(`web (${webClientId})`),
        needed: srp,
      }),
    ]);
  });

  it.each([
    ['only refresh is allowed', [refresh]],
    ['only administrators sign in', ['ALLOW_ADMIN_USER_PASSWORD_AUTH', refresh]],
    ['custom authentication is allowed and the pool has none', ['ALLOW_CUSTOM_AUTH', refresh]],
  ])('is refused when %s', (_, authFlows) => {
    const [finding, ...others] = judge(authFlows);

    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'NO_SIGN_IN_FLOW', severity: 'error', needed: srp });
    expect(finding?.command).toContain(
      `--region eu-west-1 --user-pool-id ${userPoolId} --client-id ${webClientId}`,
    );
    expect(added(finding?.command)).toEqual([srp]);
  });

  it('takes custom authentication for a way while the pool could not be read', () => {
    const client = aWebClient({ authFlows: ['ALLOW_CUSTOM_AUTH', refresh] });

    expect(codes(signInFindings(client, null, false))).toEqual(['SRP_DISABLED']);
  });

  it('of old words allows SRP only without CUSTOM_AUTH_FLOW_ONLY, and refreshing by each', () => {
    const findings = judge(['CUSTOM_AUTH_FLOW_ONLY'], { pool: customPool });

    expect(codes(findings)).toEqual(['SRP_DISABLED']);
    expect(added(findings[0]?.command)).toEqual(['ALLOW_CUSTOM_AUTH', refresh, srp]);
    for (const old of ['ADMIN_NO_SRP_AUTH', 'USER_PASSWORD_AUTH']) expect(judge([old])).toEqual([]);
  });
});

describe('Refreshing tokens', () => {
  it('is missed with the command that allows it', () => {
    const [finding] = judge([srp]);

    expect(finding).toMatchObject({ code: 'REFRESH_DISABLED', severity: 'warning' });
    expect(added(finding?.command)).toEqual([refresh]);
  });

  it('is not missed where tokens rotate, which excludes it', () => {
    expect(judge([srp], { rotatesTokens: true })).toEqual([]);
  });
});

describe('What the pool offers and the client does not allow', () => {
  const passwordless = aUserPool({ firstFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'] });

  it('is sign-in without a password', () => {
    expect(judge([srp, refresh], { pool: passwordless })).toEqual([
      expect.objectContaining({
        code: 'PASSWORDLESS_FLOW_DISABLED',
        severity: 'warning',
        message: expect.stringContaining('EMAIL_OTP, WEB_AUTHN'),
      }),
    ]);
    expect(judge(['ALLOW_USER_AUTH', srp, refresh], { pool: passwordless })).toEqual([]);
    expect(judge([srp, refresh], { pool: aUserPool({ firstFactors: ['PASSWORD'] }) })).toEqual([]);
  });

  it('is custom authentication', () => {
    const findings = judge([srp, refresh], { pool: customPool });

    expect(findings).toEqual([
      expect.objectContaining({ code: 'CUSTOM_AUTH_FLOW_DISABLED', severity: 'warning' }),
    ]);
    expect(judge(['ALLOW_CUSTOM_AUTH', srp, refresh], { pool: customPool })).toEqual([]);
    expect(judge(['USER_PASSWORD_AUTH'], { pool: customPool })).toEqual([]);
    expect(judge([], { pool: customPool })).toEqual([]);
  });

  it('is mended without taking away what the client allows by default', () => {
    const [finding] = judge([], { pool: passwordless });

    expect(added(finding?.command)).toEqual([srp, 'ALLOW_CUSTOM_AUTH', refresh, 'ALLOW_USER_AUTH']);
  });

  it('is mended in the words of today, in which the old ones have no place', () => {
    const [finding] = judge(['USER_PASSWORD_AUTH'], { pool: passwordless });

    expect(finding?.command).toContain('select(startswith("ALLOW_"))');
    expect(added(finding?.command)).toEqual([
      srp,
      'ALLOW_CUSTOM_AUTH',
      refresh,
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_USER_AUTH',
    ]);
  });
});
