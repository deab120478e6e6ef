import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_ACCOUNT } from '../../src/local/environment.ts';

/** The role of what tests make in the emulator, which asks for none. */
export const someRole = `arn:aws:iam::${LOCAL_ACCOUNT}:role/small-machines`;

const headers = {
  'content-type': 'application/json',
  authorization: 'AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/lambda/aws4_request',
};

/** Makes a function of a bundle in the emulator, and gives its ARN. */
export async function createFunction(
  endpoint: string,
  name: string,
  bundle: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  // A client of the SDK for this one call would be one package more.
  const answer = await fetch(`${endpoint}/2015-03-31/functions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      FunctionName: name,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: someRole,
      Timeout: 30,
      Environment: { Variables: variables },
      Code: { ZipFile: bundle },
    }),
  });
  const { FunctionArn } = (await answer.json()) as { FunctionArn?: string };
  if (FunctionArn === undefined) throw new Error(`${name}: ${answer.status}`);
  return FunctionArn;
}

/** What a function of the emulator answers to an empty event. */
export async function invokeFunction(endpoint: string, name: string): Promise<unknown> {
  const path = `/2015-03-31/functions/${name}/invocations`;
  const answer = await fetch(`${endpoint}${path}`, { method: 'POST', headers, body: '{}' });
  return answer.json();
}

/** A bundle as Lambda takes it, of code that may import from a folder. */
export async function zippedBundle(
  contents: string,
  resolveDir: string,
  external: readonly string[] = [],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'amplify-import-functions-'));
  try {
    await build({
      stdin: { contents, resolveDir, loader: 'ts' },
      outfile: join(folder, 'index.js'),
      bundle: true,
      platform: 'node',
      target: 'node24',
      format: 'cjs',
      external: [...external],
      logLevel: 'error',
    });
    const zip = join(folder, 'functions.zip');
    execFileSync('python3', ['-m', 'zipfile', '-c', zip, join(folder, 'index.js')]);
    return readFileSync(zip).toString('base64');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
