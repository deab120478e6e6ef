import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The browser of the tests: the one that CHROMIUM_PATH names, one that is installed, or Debian's, which
 * root can install.
 *
 * @throws when there is none and nobody may install one
 */
export function chromiumPath(): string {
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
