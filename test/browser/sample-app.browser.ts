import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

import { resultSchema, type Result } from '../../src/contract/result.ts';
import { demoApp, sampleRequest } from '../../src/local/demo-requests.ts';
import { withLocalEnvironment } from '../../src/local/environment.ts';
import { seedSite } from '../../src/local/seed-site.ts';
import { startLocalCloud, type LocalCloud } from '../emulator/local-cloud.ts';
import { inviteUser, settledUser, somePassword, type LocalUser } from '../support/local-users.ts';
import { addPhoto, changePassword, clientsAskedFor, signIn, widthOf } from './app-page.ts';
import { allowOrigins } from './bucket-cors.ts';
import { startChromium } from './chromium.ts';
import { keepLocal, type LocalNetwork } from './local-network.ts';
import { nextWebClient } from './next-web-client.ts';
import { copySampleApp, type SampleApp } from './sample-app-copy.ts';
import { deployApp, serveBucket, type Site } from './site-bucket.ts';

/** The ways in which the app gets its config; each has a site of its own. */
const ways = [
  ['that was built in', 'built'],
  ['that it asks its own origin for', 'asking'],
] as const;
type Way = (typeof ways)[number][1];

/**
 * From pools to a photo on the screen: imports, the sample app with what it fetches from the stack's bucket
 * or what a push lays beside it, and a user in a browser.
 */
describe('The sample app', () => {
  let cloud: LocalCloud;
  let app: SampleApp;
  let browser: Browser;
  let user: LocalUser;
  const sites = new Map<Way, Site>();
  const photo = readFileSync('test/browser/harbour.png');

  const bucketOf = (way: Way) => `storefront-${way}-${cloud.sample.suffix}`;

  async function importPools(env: string, more: object, store: string): Promise<Result> {
    const request = cloud.file(env, { ...sampleRequest(cloud.sample, env), ...more });
    const { stdout } = await cloud.run(['run', request, '--store', store, '--json']);
    const result = resultSchema().parse(JSON.parse(stdout));
    expect(result.status).toBe('published');
    expect(result.findings.map(({ code }) => code)).not.toContain('BUCKET_CORS');
    return result;
  }

  /** Imports with a web client, and lays the files beside the app that asks for them. */
  async function pushToSite(webClientId: string): Promise<void> {
    const more = { webClientId, sites: [{ bucket: bucketOf('asking') }] };
    const { push } = await importPools('web', more, join(cloud.folder, 'store'));
    expect(push?.targets).toMatchObject([{ kind: 'site', status: 'pushed' }]);
  }

  beforeAll(async () => {
    browser = await startChromium();
    cloud = await startLocalCloud();
    const environment = withLocalEnvironment(process.env, cloud.endpoint);
    app = copySampleApp(environment);
    const { s3 } = cloud.clients;
    for (const [, way] of ways) {
      const bucket = await seedSite(s3, bucketOf(way));
      sites.set(way, await serveBucket(s3, bucket));
    }
    const local = [...sites.values()].map(({ origin }) => origin);
    // Where the seeded web client says that the app is opened, and where it is opened here.
    const origins = ['https://shop.example.com', ...local];
    await allowOrigins(s3, cloud.sample.bucket, origins);

    rmSync(app.path('src/amplify_outputs.json'), { force: true });
    app.npm(['run', 'build', '--', '--outDir', 'asking'], { VITE_CONFIG_FROM: 'origin' });
    await pushToSite(cloud.sample.webClientId);
    await importPools('dev', {}, 'aws');
    const AMPLIFY_IMPORT_CONFIG_URI = `s3://${cloud.bucket}/config/${demoApp}/dev/`;
    app.npm(['run', 'config'], { AMPLIFY_IMPORT_CONFIG_URI });
    app.npm(['run', 'build', '--', '--outDir', 'built']);
    for (const [, way] of ways) await deployApp(s3, bucketOf(way), app.path(way));

    const { userPools } = cloud.clients;
    user = await settledUser(userPools, cloud.sample.userPoolId, 'maria@example.com');
  }, 600_000);

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
    await Promise.all([...sites.values()].map((site) => site.close()));
    await cloud?.stop();
  }, 60_000);

  type Visit = { readonly page: Page; readonly network: LocalNetwork; readonly site: Site };

  async function visit(way: Way): Promise<Visit> {
    const site = sites.get(way);
    if (!site) throw new Error('There is no such site.');
    const context = await browser.newContext({ viewport: { width: 1024, height: 560 } });
    const network = await keepLocal(context, site.origin, cloud.endpoint);
    const page = await context.newPage();
    await page.goto(site.origin);
    return { page, network, site };
  }

  it.each(ways)('signs in, keeps a photo and shows it, with the config %s', async (_, way) => {
    const { page, network } = await visit(way);
    const name = `harbour-${way}.png`;

    await signIn(page, user);
    await addPhoto(page, name, photo);
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
  });

  it('asks a user whom an administrator invited for a password of their own', async () => {
    const email = 'invited@example.com';
    const invited = await inviteUser(cloud.clients.userPools, cloud.sample.userPoolId, email);
    const password = somePassword();
    const { page, network } = await visit('built');

    await signIn(page, invited);
    await changePassword(page, password);
    await page.getByText('Add photos').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, { email, password });

    await page.getByText(email).waitFor();
    expect(network.refused).toEqual([]);
  });

  it('lets nobody in with another password', async () => {
    const { page } = await visit('built');

    await signIn(page, { ...user, password: somePassword() });

    await page.getByRole('alert').waitFor();
    expect(await page.getByText('Add photos').count()).toBe(0);
  });

  it('takes up by a reload, and no build, what the next push lays beside it', async () => {
    const { page, network } = await visit('asking');
    const clients = clientsAskedFor(page);
    await signIn(page, user);
    await addPhoto(page, 'harbour-pushed.png', photo);
    await widthOf(page, 'harbour-pushed.png');
    const before = [...clients];

    const next = await nextWebClient(cloud.clients, cloud.sample);
    await pushToSite(next);
    const asked = page.waitForResponse('**/amplify_outputs.json');
    clients.clear();
    await page.reload();
    await signIn(page, user);
    const kept = await widthOf(page, 'harbour-pushed.png');

    expect(before).toEqual([cloud.sample.webClientId]);
    expect([...clients]).toEqual([next]);
    expect(kept).toBe(240);
    expect(await (await asked).allHeaders()).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'application/json',
    });
    expect(network.refused).toEqual([]);
  });

  it('built for every environment knows no pool', () => {
    const assets = app.path('asking/assets');
    const texts = readdirSync(assets).map((name) => readFileSync(join(assets, name), 'utf8'));

    expect(texts.length).toBeGreaterThan(0);
    expect(texts.filter((text) => text.includes(cloud.sample.userPoolId))).toEqual([]);
  });

  const startPage = { status: 200, contentType: 'text/html', body: '<!doctype html>' };
  it.each([
    ['nothing', { status: 404 }, 'There is no amplify_outputs.json beside this app (404).'],
    ['a page', startPage, 'What this site answers for amplify_outputs.json is not JSON.'],
  ])('says so where there is %s in place of its config', async (_, answer, problem) => {
    const { page, site } = await visit('asking');

    await page.route(`${site.origin}/amplify_outputs.json`, (route) => route.fulfill(answer));
    await page.reload();

    expect(await page.getByRole('alert').textContent()).toBe(problem);
  });
});
