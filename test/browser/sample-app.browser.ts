import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

import { clientsFor } from '../../src/local/clients.ts';
import { demoApp, sampleRequest } from '../../src/local/demo-requests.ts';
import { startEmulator, type Emulator } from '../../src/local/emulator.ts';
import { localEnvironment, withLocalEnvironment } from '../../src/local/environment.ts';
import { seedSample } from '../../src/local/seed.ts';
import { settledUser, type LocalUser } from '../support/local-users.ts';
import { leadAwsToThisSite } from './aws-on-this-site.ts';
import { chromiumPath } from './chromium.ts';
import { awsPath, serveSite, type SampleSite } from './sample-site.ts';

const sampleApp = resolve('examples/web');
const command = resolve('dist/amplify-import.js');
const folder = mkdtempSync(join(tmpdir(), 'amplify-import-browser-'));
const photo = readFileSync('test/browser/harbour.png');

/** From an import to a photo on the screen: the sample app with the files of a real run, in a browser. */
describe('The sample app', () => {
  let emulator: Emulator;
  let browser: Browser;
  let user: LocalUser;
  const sites: SampleSite[] = [];

  /** A page that can reach this machine and nobody else. */
  async function openPage(site: SampleSite): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1024, height: 560 } });
    await page.route(
      (url) => url.origin !== site.address && !/^(data|blob):$/.test(url.protocol),
      (route) => {
        const url = route.request().url();
        // Pictures are asked for by the browser itself.
        return /^https:\/\/[^/]+\.amazonaws\.com\//.test(url)
          ? route
              .fetch({ url: `${site.address}${awsPath}${encodeURIComponent(url)}` })
              .then((response) => route.fulfill({ response }))
          : route.abort();
      },
    );
    await page.addInitScript(leadAwsToThisSite, awsPath);
    await page.goto(site.address);
    return page;
  }

  async function signIn(page: Page): Promise<void> {
    await page.getByLabel('Email').fill(user.email);
    await page.getByLabel('Password', { exact: true }).fill(user.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, log: () => undefined });
    const { endpoint } = emulator;
    const clients = clientsFor(localEnvironment(endpoint));
    const sample = await seedSample(clients, 'browser');
    user = await settledUser(clients.userPools, sample.userPoolId, 'maria@example.com');
    const environment = withLocalEnvironment(process.env, endpoint);
    const store = join(folder, 'store');
    const request = join(folder, 'request.json');
    writeFileSync(request, JSON.stringify(sampleRequest(sample, 'dev')));
    const node = (...words: string[]) =>
      execFileSync(process.execPath, words, {
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    node('scripts/build.mjs');
    node(command, 'run', request, '--store', store);

    const config = join(store, 'config', demoApp, 'dev');
    const npm = (words: readonly string[], settings: NodeJS.ProcessEnv = {}) =>
      execFileSync('npm', [...words], {
        cwd: sampleApp,
        env: {
          ...process.env,
          PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env['PATH']}`,
          AMPLIFY_IMPORT_CONFIG_URI: config,
          ...settings,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    if (!existsSync(join(sampleApp, 'node_modules')))
      npm(['install', '--no-save', '--no-audit', '--no-fund']);
    npm(['run', 'config']);
    const built = join(folder, 'built');
    npm(['run', 'build', '--', '--outDir', built]);
    const asking = join(folder, 'asking');
    npm(['run', 'build', '--', '--outDir', asking], { VITE_CONFIG_FROM: 'origin' });
    const outputs = join(config, 'amplify_outputs.json');
    sites.push(
      await serveSite(built, outputs, endpoint),
      await serveSite(asking, outputs, endpoint),
    );
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    for (const site of sites) site.stop();
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it.each([
    ['that was built in', 0],
    ['that it asks its own origin for', 1],
  ])('signs in, keeps a photo and shows it, with the config %s', async (_, which) => {
    const site = sites[which];
    if (!site) throw new Error('There is no such site.');
    const page = await openPage(site);
    const name = `harbour-${which}.png`;

    await signIn(page);
    await page.getByText('Add photos').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'image/png', buffer: photo });
    const shown = page.getByRole('img', { name });
    await shown.waitFor();

    const width = await shown.evaluate((image) => {
      const picture = image as HTMLImageElement;
      return picture.decode().then(() => picture.naturalWidth);
    });
    expect(width).toBe(240);
    mkdirSync('.local', { recursive: true });
    await page.screenshot({ path: '.local/sample-app.png' });
    expect(site.hosts.some((host) => host.startsWith('cognito-idp.'))).toBe(true);
    expect(site.hosts.some((host) => host.startsWith('cognito-identity.'))).toBe(true);
    expect(site.hosts.some((host) => host.includes('.s3.'))).toBe(true);
    await page.close();
  });

  it('does not let in whom the pool does not know', async () => {
    const [site] = sites;
    if (!site) throw new Error('There is no site.');
    const page = await openPage(site);

    await page.getByLabel('Email').fill('nobody@example.com');
    await page.getByLabel('Password', { exact: true }).fill('Wrong-password-1');
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('alert').waitFor();
    expect(await page.getByText('Add photos').count()).toBe(0);
    await page.close();
  });
});
