import { beforeEach, describe, expect, it } from '@jest/globals';
import { sortWords, valuesOf } from '../../src/cli/command-line.ts';
import { remove } from '../../src/cli/commands/remove.ts';
import { removalText } from '../../src/cli/print-removal-result.ts';
import { errors } from '../support/errors.ts';
import { findingCatalogue } from '../../src/contract/findings.ts';
import { targetRefSchema } from '../../src/contract/push/target.ts';
import { removeRequestSchema } from '../../src/contract/removal/request.ts';
import { removalResultSchema } from '../../src/contract/removal/result.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import { fullRequest, runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import { bucketName } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { codeBlock, codeBlocks, codeWords, readPage, section, table, tables } from './markdown.ts';

const page = readPage('docs/removing.md');

/** One grant, a function that had one of our names already, and parameters; all of it pushed. */
beforeEach(async () => {
  const world = sampleAccount();
  const variables = { TABLE: 'orders', LOG_LEVEL: 'debug', AUTH_STOREFRONT_REGION: 'us-east-1' };
  world.lambda.add(homeRegion, 'orders', { variables });
  await runOnce({
    ...fullRequest,
    grants: { storage: [{ bucket: bucketName, authenticated: ['read'] }] },
    functions: [{ name: 'orders' }],
    parameters: true,
  });
  await pushTargets();
});

async function printed(asked: object = {}): Promise<string> {
  const services = stackServices({ wait: async () => undefined });
  const { result } = await removeOnce({ ...link, ...asked }, { services });
  return `${removalText(removalResultSchema().parse(result))}\n`
    .replace(/sha256:[0-9a-f]{64}/, 'sha256:…')
    .replace(/\/[^/]+\/removal-report\.json/, '/…/removal-report.json');
}

describe('docs/removing.md', () => {
  it('prints what a plan and a removal say', async () => {
    const [plan, done] = codeBlocks(section(page, 'Plan first'), 'text');

    expect(await printed({ mode: 'plan' })).toBe(plan);
    expect(await printed()).toBe(done);
  });

  it('prints commands that can be understood, and an input that a removal takes', () => {
    const lines = codeBlocks(page, 'sh')
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.startsWith('amplify-import remove '))
      .map((line) => line.replace('sha256:…', `sha256:${'0'.repeat(64)}`));
    const [input = ''] = /\{ "app".*?"mode".*?\}/.exec(page.text) ?? [];

    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const { app, env, expired } = valuesOf(remove, sortWords(remove, line.split(' ').slice(2)));
      expect(expired ? link : { app, env }).toEqual(link);
    }
    expect(removeRequestSchema().parse(JSON.parse(input))).toMatchObject({ ...link, mode: 'plan' });
  });

  it('tells every key of the input and of the result, and every status', () => {
    const keysOf = (rows: readonly (readonly string[])[]) =>
      rows.flatMap(([words = '']) => codeWords(words));
    const [results = [], statuses = []] = tables(section(page, 'The result'));
    const { roles, targets } = removalResultSchema().shape;

    expect(keysOf(table(section(page, 'Deployed')))).toEqual(
      Object.keys(removeRequestSchema().shape),
    );
    expect(keysOf(results).toSorted()).toEqual(Object.keys(removalResultSchema().shape).toSorted());
    expect(keysOf(statuses).toSorted()).toEqual(
      [
        ...new Set([
          ...roles.element.shape.status.options,
          ...targets.element.shape.status.options,
        ]),
      ].toSorted(),
    );
  });

  it('says of each kind of target what goes', () => {
    const [, kinds = []] = tables(section(page, 'What is put back, and what is kept'));

    expect(kinds).toHaveLength(targetRefSchema().shape.kind.options.length);
  });

  it('names findings and errors that there are', () => {
    const words = [...new Set(codeWords(page.text))];
    const codes = words.filter((word) => /^[A-Z]+(_[A-Z0-9]+)+$/.test(word));
    const names = words.filter((word) => /^[A-Z][a-z]+([A-Z][a-z]+)+$/.test(word));

    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => !Object.hasOwn(findingCatalogue(), code))).toEqual([]);
    expect(names.filter((name) => !Object.hasOwn(errors, name))).toEqual([]);
  });

  it('is one command first, the same as in the README', () => {
    const readme = section(readPage('README.md'), 'Removing');

    expect(codeBlock(readme, 'sh')).toBe(codeBlock(page, 'sh'));
  });
});
