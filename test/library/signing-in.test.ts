import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Amplify } from 'aws-amplify';
import { confirmSignIn, fetchAuthSession, getCurrentUser, signIn, signOut } from 'aws-amplify/auth';
import { downloadData, getUrl, list, uploadData } from 'aws-amplify/storage';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { clientsFor, type LocalClients } from '../../src/local/clients.ts';
import { runCommand } from '../../src/local/command.ts';
import { demoApp, sampleRequest } from '../../src/local/demo-requests.ts';
import { startEmulator, type Emulator } from '../../src/local/emulator.ts';
import { localEnvironment, withLocalEnvironment } from '../../src/local/environment.ts';
import { seedSample, type Sample } from '../../src/local/seed.ts';
import { builtCommand } from '../cli/built-command.ts';
import { readAwsExports } from '../domain/config/read-files.ts';
import { inviteUser, settledUser, somePassword, type LocalUser } from '../support/local-users.ts';
import { wrapFetch, type LoopbackFetch } from './loopback-fetch.ts';
import type { SrpAttempt, SrpOutcome } from './srp-sign-in.ts';

const script = 'test/library/srp-sign-in.ts';

function signInBySrp(attempt: SrpAttempt): SrpOutcome {
  const input = JSON.stringify(attempt);
  return JSON.parse(execFileSync(process.execPath, [script], { input, encoding: 'utf8' }));
}

/**
 * The library itself, with the files of a real run exactly as they were published, against the
 * emulator. That gives credentials to everybody and looks at no policy (docs/local.md): this proves
 * that the parts fit together, and rights are proven by the tests of policies.
 */
describe('aws-amplify with the published files', () => {
  let emulator: Emulator;
  let clients: LocalClients;
  let sample: Sample;
  let user: LocalUser;
  let web: LoopbackFetch;
  const folder = mkdtempSync(join(tmpdir(), 'amplify-import-'));

  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, log: () => undefined });
    clients = clientsFor(localEnvironment(emulator.endpoint));
    sample = await seedSample(clients, 'library');
    user = await settledUser(clients.userPools, sample.userPoolId, 'maria@example.com');
    const request = join(folder, 'request.json');
    writeFileSync(request, JSON.stringify(sampleRequest(sample, 'dev')));
    const words = ['run', request, '--store', join(folder, 'store'), '--json'];
    const environment = withLocalEnvironment(process.env, emulator.endpoint);
    const told: string[] = [];
    const { code, stdout } = await runCommand(builtCommand(), words, environment, (line) =>
      told.push(line),
    );
    if (code !== 0) throw new Error([...told, stdout].join('\n'));
  }, 120_000);

  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await emulator?.stop();
  }, 60_000);

  const pathOf = (name: string) => join(folder, 'store', 'config', demoApp, 'dev', name);
  const published = (name: string) => readFileSync(pathOf(name), 'utf8');
  const formats: readonly (readonly [name: string, read: () => object])[] = [
    ['amplify_outputs.json', () => JSON.parse(published('amplify_outputs.json')) as object],
    ['aws-exports.js', () => readAwsExports(published('aws-exports.js'))],
    [
      'amplifyconfiguration.json',
      () => JSON.parse(published('amplifyconfiguration.json')) as object,
    ],
  ];

  describe.each(formats)('%s', (name, read) => {
    const byPassword = { authFlowType: 'USER_PASSWORD_AUTH' } as const;

    beforeEach(() => {
      web = wrapFetch(emulator.endpoint);
      Amplify.configure(read());
    });

    afterEach(async () => {
      await signOut();
      web.restore();
    });

    it('signs a user in by SRP, and nobody with another password', () => {
      const outcome = signInBySrp({
        endpoint: emulator.endpoint,
        file: pathOf(name),
        ...user,
        wrongPassword: somePassword(),
      });

      expect(outcome).toMatchObject({
        withWrongPassword: 'NotAuthorizedException',
        signInStep: 'DONE',
        authFlowType: 'USER_SRP_AUTH',
        attributes: { email: user.email, name: 'Maria' },
        hosts: ['cognito-idp.us-east-1.amazonaws.com', 'cognito-identity.us-east-1.amazonaws.com'],
      });
    });

    it('signs a user in by password, and nobody with another one', async () => {
      const options = byPassword;
      const wrong = { username: user.email, password: somePassword(), options };

      await expect(signIn(wrong)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
      await expect(getCurrentUser()).rejects.toMatchObject({
        name: 'UserUnAuthenticatedException',
      });
      const { isSignedIn } = await signIn({ ...wrong, password: user.password });

      expect(isSignedIn).toBe(true);
    });

    it('asks an invited user for a new password, which counts from then on', async () => {
      const email = `invited-${somePassword().slice(-6)}@example.com`;
      const invited = await inviteUser(clients.userPools, sample.userPoolId, email);
      const options = byPassword;
      const password = somePassword();

      const first = await signIn({ username: email, password: invited.password, options });
      const second = await confirmSignIn({ challengeResponse: password });
      await signOut();

      expect(first.nextStep.signInStep).toBe('CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED');
      expect(second.nextStep.signInStep).toBe('DONE');
      await expect(
        signIn({ username: email, password: invited.password, options }),
      ).rejects.toMatchObject({ name: 'NotAuthorizedException' });
      expect((await signIn({ username: email, password, options })).isSignedIn).toBe(true);
    });

    it('gets credentials for a guest, and others for who has signed in', async () => {
      const guest = await fetchAuthSession();
      await signIn({ username: user.email, password: user.password, options: byPassword });
      const signedIn = await fetchAuthSession();

      expect(guest).toMatchObject({
        tokens: undefined,
        identityId: expect.stringMatching(/^us-east-1:/),
        credentials: { sessionToken: expect.any(String) },
      });
      expect(signedIn.credentials?.accessKeyId).toEqual(expect.any(String));
      expect(signedIn.tokens?.idToken?.payload).toMatchObject({
        email: user.email,
        aud: sample.webClientId,
      });
      expect(signedIn.credentials?.accessKeyId).not.toBe(guest.credentials?.accessKeyId);
      expect(web.hosts).toContain('cognito-identity.us-east-1.amazonaws.com');
    });

    it('uploads into the bucket, lists, downloads, and shows by a signed URL', async () => {
      await signIn({ username: user.email, password: user.password, options: byPassword });
      const text = `written with ${name}`;
      const mine = (identityId?: string) => `private/${identityId ?? ''}/notes/`;

      const { path } = await uploadData({
        path: ({ identityId }) => `${mine(identityId)}first.txt`,
        data: text,
      }).result;
      const { items } = await list({ path: ({ identityId }) => mine(identityId) });
      const { body } = await downloadData({ path }).result;
      const { url } = await getUrl({ path });
      const shown = await fetch(url);

      const { identityId } = await fetchAuthSession();
      expect(items.map((item) => item.path)).toEqual([`${mine(identityId)}first.txt`]);
      expect([await body.text(), await shown.text()]).toEqual([text, text]);
      expect(web.hosts).toContain(`${sample.bucket}.s3.us-east-1.amazonaws.com`);
    });
  });
});
