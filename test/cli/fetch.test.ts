import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { fetchedSchema } from '../../src/contract/fetched.ts';
import { fromEachStore } from './fetch-places.ts';
import { changeManifest, nativeFiles, publish, runHere, webFiles } from './published.ts';

fromEachStore('A fetch from', (here) => {
  it('writes the outputs, byte for byte, and says which revision they are', async () => {
    await publish(here().store);

    const { code, stdout, stderr } = await here().fetch();

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^storefront\/prod, revision 1, from .+config\/storefront\/prod\n {2}wrote .+amplify_outputs\.json\n$/,
    );
    expect(await here().written()).toEqual({
      'amplify_outputs.json': webFiles['amplify_outputs.json'],
    });
  });

  it('writes all that the manifest lists, each at its path', async () => {
    await publish(here().store, { ...webFiles, ...nativeFiles });

    await here().fetch('--format', 'all');

    expect(await here().written()).toEqual({ ...webFiles, ...nativeFiles });
  });

  it('makes the file of Flutter of the outputs, which need not be asked for', async () => {
    await publish(here().store);

    const { code } = await here().fetch('--format', 'dart');

    expect(code).toBe(0);
    expect(await here().written()).toEqual({
      'amplify_outputs.dart': `const amplifyConfig = r'''${webFiles['amplify_outputs.json']}''';\n`,
    });
  });

  it('reads the files of the revision, not the current copies', async () => {
    await publish(here().store);
    const metadata = { contentType: 'application/json', cacheControl: 'no-cache' };
    await here().store.write('config/storefront/prod/amplify_outputs.json', 'edited', metadata);

    await here().fetch();

    expect(await here().written()).toEqual({
      'amplify_outputs.json': webFiles['amplify_outputs.json'],
    });
  });

  it('touches nothing that is the same already', async () => {
    await publish(here().store);
    await here().fetch('--format', 'outputs,exports');
    const past = new Date('2026-01-01T00:00:00Z');
    await utimes(join(here().out, 'aws-exports.js'), past, past);
    await publish(here().store, { ...webFiles, 'amplify_outputs.json': '{"version":"1.5"}' });

    const { stdout } = await here().fetch('--format', 'outputs,exports', '--json');

    const { status, revision, files } = fetchedSchema.parse(JSON.parse(stdout));
    expect({ status, revision }).toEqual({ status: 'fetched', revision: 2 });
    expect(files.map(({ changed }) => changed)).toEqual([true, false]);
    expect((await stat(join(here().out, 'aws-exports.js'))).mtime).toEqual(past);
  });

  it('says in JSON that nothing changed, and where it read', async () => {
    await publish(here().store);
    await here().fetch();

    const { code, stdout } = await here().fetch('--json');

    const fetched = fetchedSchema.parse(JSON.parse(stdout));
    expect({ code, ...fetched }).toMatchObject({ code: 0, status: 'unchanged', merged: null });
    expect(fetched.from).toBe(here().store.address('config/storefront/prod'));
  });

  it('ends with 3 when nothing is published, and writes nothing', async () => {
    await publish(here().store, webFiles, { app: 'storefront', env: 'dev' });

    const { code, stdout, stderr } = await here().fetch();

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^NotPublished: Nothing of storefront\/prod is published at /);
    expect(await here().written()).toEqual({});
  });

  it('ends with 3 when the link was removed, and leaves what was fetched before', async () => {
    await publish(here().store);
    await here().fetch();
    await changeManifest(here().store, ({ version, app, env, revision }) => ({
      version,
      app,
      env,
      revision,
      removed: true,
      files: [],
    }));

    const { code, stdout } = await here().fetch('--json');

    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      error: { name: 'LinkRemoved', message: expect.stringContaining('prod was removed') },
    });
    expect(Object.keys(await here().written())).toEqual(['amplify_outputs.json']);
  });

  it('ends with 3 when nothing of a format is published, and says what is', async () => {
    await publish(here().store);

    const { code, stderr } = await here().fetch('--format', 'outputs,ios');

    expect(code).toBe(3);
    expect(stderr).toContain('Revision 1 of storefront/prod holds nothing of the format ios');
    expect(stderr).toContain('amplify_outputs.json, amplifyconfiguration.json, aws-exports.js');
    expect(await here().written()).toEqual({});
  });

  it('takes store, app and environment from the address of the config', async () => {
    await publish(here().store);
    const address = `${here().uri}/config/storefront/prod/`;

    const end = await runHere(['fetch', '--out', here().out], {
      AMPLIFY_IMPORT_CONFIG_URI: address,
    });

    expect(end.code).toBe(0);
    expect(Object.keys(await here().written())).toEqual(['amplify_outputs.json']);
  });

  it('takes the environment of a branch in a hosting build, and says so', async () => {
    await publish(here().store, webFiles, { app: 'storefront', env: 'feature-login' });
    const environment = {
      AMPLIFY_IMPORT_CONFIG_URI: `${here().uri}/config/storefront/`,
      AWS_BRANCH: 'feature/login',
    };

    const { code, stderr } = await runHere(['fetch', '--out', here().out], environment);

    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'The branch feature/login stands for the environment feature-login.\n',
    });
  });
});
