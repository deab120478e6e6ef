import { jest } from '@jest/globals';
import type { ConfigStore } from '../../src/procedures/config/port.ts';
import { main } from '../../src/cli/main.ts';
import type { LinkName } from '../../src/contract/link.ts';
import { configFolder, manifestKey, manifestSchema } from '../../src/contract/manifest.ts';
import { planConfig } from '../../src/domain/config/config-plan.ts';
import { renderFiles } from '../../src/domain/config/files.ts';
import { nativeClientId, userPoolId } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { clientConfig } from '../support/builders/settings.ts';
import type { CommandEnd } from './command.ts';

const metadata = { contentType: 'application/json', cacheControl: 'no-cache' };

const awsconfiguration = {
  CognitoUserPool: {
    Default: { PoolId: userPoolId, AppClientId: nativeClientId, Region: 'eu-west-1' },
  },
};
const amplifyconfiguration = { auth: { plugins: { awsCognitoAuthPlugin: awsconfiguration } } };
const json = (value: object) => JSON.stringify(value, null, 4);

/** What mobile libraries read, in short. */
export const nativeFiles: Readonly<Record<string, string>> = {
  'android/amplifyconfiguration.json': json(amplifyconfiguration),
  'android/awsconfiguration.json': json(awsconfiguration),
  'flutter/amplifyconfiguration.dart': `const amplifyconfig = '''${json(amplifyconfiguration)}''';\n`,
  'ios/amplifyconfiguration.json': json(amplifyconfiguration),
  'ios/awsconfiguration.json': json(awsconfiguration),
};

/** The files of the sample's config. */
export const webFiles: Readonly<Record<string, string>> = Object.fromEntries(
  renderFiles(clientConfig())
    .filter(({ path }) => !path.includes('/'))
    .map(({ path, content }) => [path, content]),
);

/** Publishes files as the next revision of a link, and returns the text of its manifest. */
export async function publish(
  store: Pick<ConfigStore, 'read' | 'write'>,
  files: Readonly<Record<string, string>> = webFiles,
  of: LinkName = link,
): Promise<string> {
  const stands = await store.read(manifestKey(of));
  const rendered = Object.entries(files).map(([path, content]) => ({
    path,
    content,
    contentType: 'application/json',
  }));
  const { manifest } = planConfig(of, rendered, {
    manifest: stands ? manifestSchema().parse(JSON.parse(stands.text)) : null,
    manifestEtag: null,
    currentCopies: {},
  });
  if (manifest === null) throw new Error('There is nothing to publish.');
  const { folder } = manifestSchema().parse(JSON.parse(manifest));
  for (const { path, content } of rendered) {
    await store.write(`${configFolder(of)}/${folder}/${path}`, content, metadata);
  }
  await store.write(manifestKey(of), manifest, metadata);
  return manifest;
}

/** Changes what stands at the key of the manifest. */
export async function changeManifest(
  store: Pick<ConfigStore, 'read' | 'write'>,
  change: (manifest: Record<string, unknown>) => unknown,
): Promise<void> {
  const stands = await store.read(manifestKey(link));
  const changed = change(JSON.parse(stands?.text ?? '{}') as Record<string, unknown>);
  await store.write(manifestKey(link), JSON.stringify(changed), metadata);
}

/** Runs a command in this process, with nothing of the developer's environment but what is given. */
export async function runHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandEnd> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) {
    if (/^(AMPLIFY_IMPORT_|AWS_BRANCH)/.test(name)) delete process.env[name];
  }
  Object.assign(process.env, environment);
  try {
    return { code: await main(args), ...written };
  } finally {
    process.env = before;
    for (const spy of spies) spy.mockRestore();
  }
}
