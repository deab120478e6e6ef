import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from '@jest/globals';
import { bundleIn } from '../../infra/bundles.ts';
import { codeOf, handlerOf } from '../../infra/function-code.ts';
import { fileNameOf, type StateName, states } from '../../src/contract/states.ts';
import { builtCommand } from '../cli/built-command.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';
import { clientsIn } from './clients-in.ts';

/** As `npm run build` makes it. */
const temporaryFolder = temporaryFolders();
const bundled = bundleIn(dirname(builtCommand()), 'functions');

describe('The functions of the states', () => {
  it('lie in one bundle, each in the file of its handler', () => {
    expect(readdirSync(bundled)).toEqual(
      expect.arrayContaining(Object.keys(states).map((state) => `${fileNameOf(state)}.mjs`)),
    );
  });

  it('take less than three megabytes together', () => {
    const files = readdirSync(bundled).map((name) => join(bundled, name));
    const bytes = files.map((file) => readFileSync(file).length).reduce((sum, one) => sum + one, 0);

    expect(bytes).toBeLessThan(3_000_000);
  });

  it('make their services while they load', () => {
    const load = () =>
      execFileSync(process.execPath, [join(bundled, 'take-lease.mjs')], {
        env: { ACCOUNT_ID: '111122223333', CONFIG_BUCKET: 'bucket', LINK_TABLE: '' },
        stdio: 'pipe',
        encoding: 'utf8',
      });

    expect(load).toThrow('The environment of this function has no LINK_TABLE.');
  });

  it('compile no schema, of which they use most once', () => {
    const source = `
      let compiled = 0;
      globalThis.Function = new Proxy(Function, {
        construct(target, given) {
          compiled += 1;
          return new target(...given);
        },
      });
      const { handler } = await import(${JSON.stringify(join(bundled, 'take-lease.mjs'))});
      const end = await handler({}).catch(({ name }) => name);
      console.error(JSON.stringify({ end, compiled }));`;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], {
      env: { ACCOUNT_ID: '111122223333', CONFIG_BUCKET: 'bucket', LINK_TABLE: 'table' },
      encoding: 'utf8',
    });

    expect(stderr.trim()).toBe('{"end":"StateDataFault","compiled":0}');
  });
});

describe('A function loads the clients of what its state needs, and no other', () => {
  /** What a port calls whenever it is used; what it loads for some requests only is none of them. */
  const clientsOf: Readonly<
    Record<(typeof states)[StateName]['needs'][number], readonly string[]>
  > = {
    linkStore: ['dynamodb'],
    configStore: ['s3'],
    lateConfigStore: [],
    userPools: ['cognito-identity-provider'],
    identityPools: ['cognito-identity'],
    central: [],
    roles: ['iam'],
    resources: ['s3'],
    owners: [],
    functions: [],
    hosting: [],
    sites: [],
    distributions: [],
    parameters: [],
  };
  const clients = clientsIn(`${bundled}.json`);

  it.each(Object.keys(states) as StateName[])('"%s"', (state) => {
    const needed = new Set(states[state].needs.flatMap((port) => clientsOf[port]));

    expect(clients.loadedBy(fileNameOf(state))).toEqual([...needed].toSorted());
  });

  it.each([
    ['Take lease', ['dynamodb']],
    ['Read push request', ['dynamodb']],
    ['Read request', ['cognito-identity-provider', 'dynamodb']],
    ['Close push', ['dynamodb', 's3']],
    ['Validate user pool', ['cognito-identity-provider', 's3']],
    ['Validate identity pool', ['cognito-identity', 'iam', 's3']],
    ['Plan push', ['dynamodb', 'iam', 's3']],
  ] as const)('"%s" loads %j', (state, expected) => {
    expect(clients.loadedBy(fileNameOf(state))).toEqual(expected);
  });

  it('and others with the requests that need them', () => {
    expect(clients.withinReachOf('read-request')).toContain('s3');
    expect(clients.withinReachOf('take-lease')).toEqual(['dynamodb', 's3', 'sfn', 'sts']);
    expect(clients.withinReachOf('validate-user-pool')).toEqual([
      'cognito-identity',
      'cognito-identity-provider',
      's3',
      'sts',
    ]);
    expect(clients.withinReachOf('publish-config')).toEqual(['dynamodb', 's3']);
    expect(clients.withinReachOf('follow-builds')).toEqual([
      'amplify',
      'cloudfront',
      'dynamodb',
      's3',
    ]);
  });
});

describe('In a clone, the CDK bundles', () => {
  it('a handler that needs nothing with no client, and leaves nothing of an earlier build', async () => {
    const outdir = await temporaryFolder();
    const made = bundleIn(outdir, 'functions');
    mkdirSync(made, { recursive: true });
    writeFileSync(join(made, 'chunk-OLD.mjs'), 'export {};');
    const app = new App({ outdir });
    const stack = new Stack(app, 'Stack');

    new Function(stack, 'CloseRun', {
      code: codeOf(stack, 'functions', [{ file: 'close-run', needs: ['surroundings'] }]),
      handler: handlerOf('close-run'),
      runtime: Runtime.NODEJS_24_X,
    });

    app.synth();
    const [asset = '', ...others] = readdirSync(outdir).filter((name) => name.startsWith('asset.'));
    expect(readdirSync(join(outdir, asset))).toContain('close-run.mjs');
    expect(readdirSync(join(outdir, asset))).not.toContain('chunk-OLD.mjs');
    expect(others).toEqual([]);
    expect(clientsIn(`${made}.json`).withinReachOf('close-run')).toEqual([]);
  });
});
