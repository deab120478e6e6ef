import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Comparison } from '../../../src/cli/comparison-text.ts';
import { compareWith, readShipped } from '../../../src/cli/comparison.ts';
import type { Result } from '../../../src/contract/result.ts';
import { accountOf, type FieldAnswers, type FieldRole } from './field-account.ts';
import { runOnce, storedTexts } from './import-runs.ts';

type Recorded = FieldAnswers & {
  readonly roles: Readonly<
    Record<string, { readonly RoleName: string; readonly AssumeRolePolicyDocument: object }>
  >;
};

/** The path of a file of `test/field/files`. */
export const fieldFile = (name: string): string => join('test', 'field', 'files', name);

const fieldJson = (name: string): unknown => JSON.parse(readFileSync(fieldFile(name), 'utf8'));

const rolesOf = ({ roles }: Recorded): readonly FieldRole[] =>
  Object.values(roles).map((role) => ({
    name: role.RoleName,
    trust: role.AssumeRolePolicyDocument,
  }));

/** What a plan says of a case of `test/field/files` with a pool of its own, changed by `ask` first. */
export async function planOfFiles(
  name: string,
  ask: (request: object) => object = (request) => request,
): Promise<Result> {
  const answers = fieldJson(join(name, 'answers.json')) as Recorded;
  accountOf(answers, rolesOf(answers), []);
  return runOnce({ ...ask(fieldJson(join(name, 'request.json')) as object), mode: 'plan' });
}

/** What the pool of `test/field/files` publishes for a request: texts by their path. */
export async function publishedFiles(
  request = 'base.request.json',
): Promise<Readonly<Record<string, string>>> {
  const answers = fieldJson('base.answers.json') as Recorded;
  const world = accountOf(answers, rolesOf(answers), ['fielda-files', 'fielda-second']);
  world.appsync.apis.put('us-east-1', 'd9370c335a2f400f96da378123', {
    name: 'fielda',
    arn: 'arn:aws:appsync:us-east-1:123456789012:apis/d9370c335a2f400f96da378123',
    uris: {
      GRAPHQL: 'https://aaaaaaaaaaaaaaaaaaaaaaaaaa.appsync-api.us-east-1.amazonaws.com/graphql',
    },
    authenticationType: 'AWS_IAM',
  });
  const asked = fieldJson(request) as { readonly app: string; readonly env: string };
  const { status, findings } = await runOnce({ ...asked, mode: 'import' });
  const folder = `config/${asked.app}/${asked.env}/`;
  const texts = Object.entries(storedTexts(world, folder));
  if (texts.length === 0) throw new Error(`${status}: ${JSON.stringify(findings)}`);
  return Object.fromEntries(texts.map(([key, text]) => [key.slice(folder.length), text]));
}

/** What `compare` says of a file of `test/field/files` against what is published for a request. */
export async function comparisonOf(name: string, request?: string): Promise<Comparison> {
  const files = await publishedFiles(request);
  const read = (path: string) => Promise.resolve(files[path] ?? null);
  const comparison = await compareWith(
    { from: 'fielda', read },
    await readShipped(fieldFile(name)),
  );
  if ('error' in comparison) throw new Error(comparison.error.message);
  return comparison;
}
