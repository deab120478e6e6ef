import { describe, expect, it } from '@jest/globals';

import { planOfFiles } from '../support/aws-world/field-files.ts';

const webClient = '1webfielda00000000000000aa';
const nativeClient = '2natfielda00000000000000bb';

async function told(name: string, code: string, ask?: (request: object) => object) {
  const { status, findings } = await planOfFiles(name, ask);
  return { status, told: findings.filter((finding) => finding.code === code) };
}

describe('A hosted UI without the scope openid', () => {
  const name = '02-hosted-ui-without-openid';
  const code = 'OAUTH_NO_OPENID';

  it('is warned of for each client, with what the identity pool makes of it', async () => {
    const { status, told: warned } = await told(name, code);

    expect(status).toBe('planned');
    expect(warned).toEqual(
      [webClient, nativeClient].map((subject) =>
        expect.objectContaining({
          severity: 'warning',
          subject,
          message: expect.stringMatching(/gets no id token, and no AWS credentials/),
          command: expect.stringMatching(/AllowedOAuthScopes.* --args openid\)"$/),
        }),
      ),
    );
  });

  it('refuses a request that requires OAuth', async () => {
    const { status, told: errors } = await told(name, code, (request) => ({
      ...request,
      oauth: 'required',
    }));

    expect(status).toBe('refused');
    expect(errors.map(({ severity }) => severity)).toEqual(['error', 'error']);
  });

  it('says nothing of AWS credentials without an identity pool', async () => {
    const { told: warned } = await told(name, code, (request) => ({
      ...request,
      identityPoolId: undefined,
    }));

    expect(warned[0]?.message).toMatch(/gets no id token\.$/);
  });

  it('is no matter where OAuth is off', async () => {
    const off = (request: object) => ({ ...request, oauth: 'off' });

    expect(await told(name, code, off)).toEqual({ status: 'planned', told: [] });
  });
});

describe('A hosted UI without the scope for what users do with their own account', () => {
  it('is told with the scope to add, and nothing else of scopes', async () => {
    const name = '03-hosted-ui-without-admin-scope';
    const { told: informed } = await told(name, 'OAUTH_NO_USER_API');

    expect(informed).toEqual(
      [webClient, nativeClient].map((subject) =>
        expect.objectContaining({
          severity: 'info',
          subject,
          command: expect.stringMatching(/ --args aws\.cognito\.signin\.user\.admin\)"$/),
        }),
      ),
    );
    expect((await told(name, 'OAUTH_NO_OPENID')).told).toEqual([]);
  });

  it('is no matter where the scope is allowed', async () => {
    const { told: informed } = await told('11-sign-up-closed', 'OAUTH_NO_USER_API');

    expect(informed).toEqual([]);
  });
});

describe('A pool whose users administrators create', () => {
  it('is told to refuse a sign-up', async () => {
    const { status, told: informed } = await told('11-sign-up-closed', 'SIGN_UP_CLOSED');

    expect(status).toBe('planned');
    expect(informed).toEqual([expect.objectContaining({ severity: 'info' })]);
  });

  it('is not told of a pool that anybody may sign up for', async () => {
    const name = '03-hosted-ui-without-admin-scope';

    expect((await told(name, 'SIGN_UP_CLOSED')).told).toEqual([]);
  });
});

describe('A native client to which the hosted UI cannot come back', () => {
  it('is told, whether it is named or the web client serves native apps', async () => {
    const code = 'NATIVE_REDIRECT_MISSING';
    const ofBoth = await told('13-native-client-without-app-scheme', code);
    const named = await told('11-sign-up-closed', code);

    expect(ofBoth.told).toEqual([
      expect.objectContaining({ severity: 'info', subject: webClient }),
    ]);
    expect(named.told.map(({ subject }) => subject)).toEqual([nativeClient]);
  });
});
