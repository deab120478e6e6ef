import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

import { resultSchema } from '../../src/contract/result.ts';
import { demoApp, sampleRequest } from '../../src/local/demo-requests.ts';
import { withLocalEnvironment } from '../../src/local/environment.ts';
import { startLocalCloud, type LocalCloud } from '../emulator/local-cloud.ts';
import { inviteUser, settledUser, somePassword, type LocalUser } from '../support/local-users.ts';
import { chromiumPath } from './chromium.ts';
import { keepLocal, type LocalNetwork } from './local-network.ts';
import { copySampleApp, type SampleApp } from './sample-app-copy.ts';
import { serveFolder, type Site } from './serve-folder.ts';

/**
 * From pools to a photo on the screen: an import into the stack's bucket, the sample app built with what
 * it fetches there, and a user in a browser.
 */
describe('The sample app', () => {
  let cloud: LocalCloud;
  let app: SampleApp;
  let browser: Browser;
  let user: LocalUser;
  const sites: Site[] = [];
  const photo = readFileSync('test/browser/harbour.png');

  /** One folder for each way in which the app gets its config. */
  const ways = [
    ['that was built in', 'built'],
    ['that it asks its own origin for', 'asking'],
  ] as const;

  async function importPools(): Promise<string> {
    const rule = {
      AllowedOrigins: sites.map(({ origin }) => origin),
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
      AllowedHeaders: ['*'],
      ExposeHeaders: ['ETag'],
    };
    const { bucket: Bucket } = cloud.sample;
    const CORSConfiguration = { CORSRules: [rule] };
    await cloud.clients.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
    const request = cloud.file('browser', sampleRequest(cloud.sample, 'dev'));
    const { stdout } = await cloud.run(['run', request, '--store', 'aws', '--json']);
    const { status, findings } = resultSchema.parse(JSON.parse(stdout));
    expect(status).toBe('published');
    expect(findings.map(({ code }) => code)).not.toContain('BUCKET_CORS');
    return `s3://${cloud.bucket}/config/${demoApp}/dev/`;
  }

  beforeAll(async () => {
    const executablePath = chromiumPath();
    cloud = await startLocalCloud();
    const environment = withLocalEnvironment(process.env, cloud.endpoint);
    app = copySampleApp(environment);
    for (const [, folder] of ways) sites.push(await serveFolder(app.path(folder)));

    const AMPLIFY_IMPORT_CONFIG_URI = await importPools();
    rmSync(app.path('src/amplify_outputs.json'), { force: true });
    app.npm(['run', 'build', '--', '--outDir', 'asking'], { VITE_CONFIG_FROM: 'origin' });
    app.npm(['run', 'config', '--', '--out', 'asking/config'], { AMPLIFY_IMPORT_CONFIG_URI });
    app.npm(['run', 'config'], { AMPLIFY_IMPORT_CONFIG_URI });
    app.npm(['run', 'build', '--', '--outDir', 'built']);

    const { userPools } = cloud.clients;
    user = await settledUser(userPools, cloud.sample.userPoolId, 'maria@example.com');
    const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
    browser = await chromium.launch({ executablePath, args });
  }, 600_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all(sites.map((site) => site.close()));
    await cloud?.stop();
  }, 60_000);

  type Visit = { readonly page: Page; readonly network: LocalNetwork; readonly site: Site };

  async function visit(way: number): Promise<Visit> {
    const site = sites[way];
    if (!site) throw new Error('There is no such site.');
    const context = await browser.newContext({ viewport: { width: 1024, height: 560 } });
    const network = await keepLocal(context, site.origin, cloud.endpoint);
    const page = await context.newPage();
    await page.goto(site.origin);
    return { page, network, site };
  }

  async function signIn(page: Page, { email, password }: LocalUser): Promise<void> {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /** Width of a picture that is really on the screen. */
  function widthOf(page: Page, name: string): Promise<number> {
    return page.getByRole('img', { name }).evaluate((image) => {
      const picture = image as HTMLImageElement;
      return picture.decode().then(() => picture.naturalWidth);
    });
  }

  it.each(ways.map(([what], way) => [what, way] as const))(
    'signs in, keeps a photo and shows it, with the config %s',
    async (_, way) => {
      const { page, network } = await visit(way);
      const name = `harbour-${way}.png`;

      await signIn(page, user);
      await page.getByText('Add photos').waitFor();
      const file = { name, mimeType: 'image/png', buffer: photo };
      await page.locator('input[type=file]').setInputFiles(file);
      const uploaded = await widthOf(page, name);
      await page.reload();
      const kept = await widthOf(page, name);

      expect([uploaded, kept]).toEqual([240, 240]);
      expect(network.refused).toEqual([]);
      expect([...network.answered].toSorted()).toEqual([
        'cognito-identity.us-east-1.amazonaws.com',
        'cognito-idp.us-east-1.amazonaws.com',
        `${cloud.sample.bucket}.s3.us-east-1.amazonaws.com`,
      ]);
      await page.screenshot({ path: '.local/sample-app.png' });
    },
  );

  it('asks a user whom an administrator invited for a password of their own', async () => {
    const email = 'invited@example.com';
    const invited = await inviteUser(cloud.clients.userPools, cloud.sample.userPoolId, email);
    const password = somePassword();
    const { page, network } = await visit(0);

    await signIn(page, invited);
    await page.getByLabel('Confirm Password', { exact: true }).fill(password);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Change Password' }).click();
    await page.getByText('Add photos').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, { email, password });

    await page.getByText(email).waitFor();
    expect(network.refused).toEqual([]);
  });

  it('lets nobody in with another password', async () => {
    const { page } = await visit(0);

    await signIn(page, { ...user, password: somePassword() });

    await page.getByRole('alert').waitFor();
    expect(await page.getByText('Add photos').count()).toBe(0);
  });

  it('built for every environment knows no pool, and says so where its config is missing', async () => {
    const { page, site } = await visit(1);
    const assets = app.path('asking/assets');
    const texts = readdirSync(assets).map((name) => readFileSync(join(assets, name), 'utf8'));

    await page.route(`${site.origin}/config/*`, (route) => route.fulfill({ status: 404 }));
    await page.reload();

    const problem = page.getByText('There is no config at /config/amplify_outputs.json.');
    await problem.waitFor();
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes(cloud.sample.userPoolId))).toEqual([]);
  });
});
