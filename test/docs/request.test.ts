import { describe, expect, it } from '@jest/globals';
import { requestTables } from '../../scripts/request-tables.ts';
import { requestMeanings } from '../../src/contract/request-meanings.ts';
import { exampleRequest, runRequestSchema } from '../../src/contract/request.ts';
import { unsupportedFindings } from '../../src/domain/grants/request-findings.ts';
import { admin, given as givenBy, guest, user } from '../domain/grants/granted.ts';
import { identityPoolOf, userPoolOf } from '../runs/message-worlds.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount, seedRole } from '../support/aws-world/sample-account.ts';
import { everyCategory } from '../support/builders/grants.ts';
import { trustPolicy, trustStatement } from '../support/builders/identity-pool.ts';
import { nativeClientId, providerName, webClientId } from '../support/builders/ids.ts';
import { codeBlocks, codeWords, readPage, section, table, tables } from './markdown.ts';

const page = readPage('docs/request.md');
const rows = tables(page)
  .flat()
  .filter(([key]) => /^`[\w.[\]]+`$/.test(key ?? ''));
const [whole, ...parts] = codeBlocks(page, 'json').map((text) => JSON.parse(text) as object);

describe('docs/request.md', () => {
  it('has every key of a request, as the code has it: write it anew by npm run docs', () => {
    const told = requestTables.map(({ section: title }) => [title, table(section(page, title))]);

    expect(told).toEqual(requestTables.map(({ section: title, rows: wanted }) => [title, wanted]));
  });

  it.each([
    ['app', 'string', 'needed'],
    ['expires', 'date and time', 'none'],
    ['oauth', '`"auto"`, `"required"`, `"off"`', '`"auto"`'],
    ['parameters', 'boolean or `"each"`', '`false`'],
    ['hosting', 'list of objects', '`[]`'],
    ['sites[].files', 'list of `"outputs"`, `"json"`, `"exports"`', '`["outputs","json"]`'],
    ['grants.graphql[].groups', 'object of booleans or lists of strings', '`{}`'],
    ['grants.interactions[].alias', 'string', 'none'],
  ])('tells type and default of a key: %s', (key, type, told) => {
    expect(rows.find(([name]) => name === `\`${key}\``)?.slice(1, 3)).toEqual([type, told]);
  });

  it('tells of each key that is explained in one place', () => {
    const told = rows.map(([key = '']) => key.slice(1, -1));

    expect(told.toSorted()).toEqual(Object.keys(requestMeanings).toSorted());
  });

  it('says in one line what each key means', () => {
    for (const [, , , meaning = ''] of rows) expect(meaning).toMatch(/^\S.*\.$/);
  });

  it('says "not yet" of each key that a finding refuses, and of no other', () => {
    const everything = runRequestSchema().parse({
      app: 'a',
      env: 'b',
      userPoolId: exampleRequest.userPoolId,
      grants: everyCategory,
      functions: [{ name: 'f' }],
      hosting: [{ appId: 'd1' }],
      sites: [{ bucket: 'abc' }],
      parameters: true,
      rolePolicies: 'emit',
      drift: 'review',
      expires: '2026-12-31T00:00:00Z',
      readRoleArn: 'arn:aws:iam::111122223333:role/reader',
    });
    const refused = unsupportedFindings(everything).map(({ subject }) =>
      subject.replace('.0.', '[].'),
    );

    const notYet = rows
      .filter(([, , , meaning = '']) => /^Not yet|is refused\.$/.test(meaning))
      .map(([key = '']) => key.slice(1, -1));

    expect(notYet.toSorted()).toEqual(refused.toSorted());
  });

  it('names every action that a grant gives, and no other', () => {
    const given = [user, guest, admin].flatMap((grantee) => givenBy(everyCategory, grantee));
    const actions = given
      .map(({ action }) => action)
      // Storage is told by levels and paths.
      .filter((action) => !action.startsWith('s3:'));

    const told = codeWords(section(page, 'Grants').text).filter((word) =>
      /^[a-z-]+:[A-Z]\w+$/.test(word),
    );

    expect([...new Set(told)].toSorted()).toEqual([...new Set(actions)].toSorted());
  });

  it('names the options of one run', () => {
    const line = page.text.split('\n').find((text) => text.includes('options of one run')) ?? '';

    expect(codeWords(line)).toEqual(['app', 'env', 'mode', 'expectPlan', 'adopt']);
  });
});

/** The group that examples name, whose members come to its role by their token. */
function seedAdmins(world: AwsWorld): void {
  const role = 'arn:aws:iam::111122223333:role/Admins';
  seedRole(world, role, { trustPolicy: trustPolicy(trustStatement('authenticated')) });
  userPoolOf(world).groups.push({ GroupName: 'admins', RoleArn: role });
  const byToken = { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' } as const;
  const clients = [webClientId, nativeClientId].map((client) => `${providerName}:${client}`);
  identityPoolOf(world).roleMappings = Object.fromEntries(clients.map((one) => [one, byToken]));
}

describe('The examples of docs/request.md', () => {
  it('begin with the smallest useful request', () => {
    expect(whole).toMatchObject({ app: 'storefront', grants: { storage: [{}] } });
    expect(parts.length).toBeGreaterThan(10);
  });

  it.each(parts)('are planned without an error: %j', async (example) => {
    seedAdmins(sampleAccount());

    const { status, findings } = await runOnce({ ...whole, ...example, mode: 'plan' });

    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(status).toBe('planned');
  });
});
