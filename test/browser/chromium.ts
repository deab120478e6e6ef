import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the browser of the tests, which finds nobody but this machine. */
export function startChromium(): Promise<Browser> {
  const args = ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
  return chromium.launch({ executablePath: chromiumPath(), args });
}

/**
 * The browser on this machine: the one that CHROMIUM_PATH names, one that is installed, or Debian's, which
 * root can install.
 *
 * @throws when there is none and nobody may install one
 */
function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`);
  }
  const installed = places.find((place) => existsSync(place)) ?? installedByDebian();
  if (installed) return installed;
  throw new Error(
    'There is no Chromium here. Install it as root ("apt-get install chromium"), or name a browser by CHROMIUM_PATH.',
  );
}

function installedByDebian(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  process.stderr.write('Installing Chromium …\n');
  for (const words of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    const { status } = spawnSync('apt-get', ['-qq', ...words], { stdio: ['ignore', 2, 2] });
    if (status !== 0) return undefined;
  }
  return places.find((place) => existsSync(place));
}
