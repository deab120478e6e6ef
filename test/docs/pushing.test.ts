import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { environmentLimit } from '../../src/contract/quotas.ts';
import { askedTargets } from '../../src/cli/asked-targets.ts';
import { sortWords, valuesOf } from '../../src/cli/command-line.ts';
import { push } from '../../src/cli/commands/push.ts';
import { printPushResult } from '../../src/cli/print-push-result.ts';
import { errors } from '../support/errors.ts';
import { findingCatalogue } from '../../src/contract/findings.ts';
import { parameterFolder } from '../../src/contract/push/parameters.ts';
import { pushRequestSchema } from '../../src/contract/push/request.ts';
import { pushResultSchema } from '../../src/contract/push/result.ts';
import { parseTargetId, targetRefSchema } from '../../src/contract/push/target.ts';
import { requestSchema } from '../../src/contract/request.ts';
import { hostingVariables } from '../../src/domain/targets/hosting/values.ts';
import { parameterValues } from '../../src/domain/targets/parameters/values.ts';
import { wantedTargets } from '../../src/domain/targets/target-kinds.ts';
import { homeRegion } from '../support/aws-world/aws-world.ts';
import { fullRequest, runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { link } from '../support/builders/link.ts';
import { aRequest } from '../support/builders/request.ts';
import { publishedSample } from '../support/builders/targets.ts';
import {
  codeBlock,
  codeBlocks,
  codeWords,
  headings,
  readPage,
  section,
  table,
} from './markdown.ts';

const page = readPage('docs/pushing.md');
const targetKinds = targetRefSchema().shape.kind.options;
const asked = JSON.parse(codeBlock(page, 'json')) as object;
const aFunction = { name: 'orders', region: null, access: [], prefix: null };
const source = {
  ...publishedSample,
  ...link,
  configUri: 's3://amplify-import-config/config/storefront/prod/',
};

afterEach(() => {
  jest.restoreAllMocks();
});

describe('docs/pushing.md', () => {
  it('tells every kind of target, with the shape of its id', () => {
    const ids = table(section(page, 'The targets')).map(([, id = '']) => codeWords(id)[0] ?? '');

    expect(ids.map((id) => parseTargetId(id).kind)).toEqual(targetKinds);
  });

  it('names what is written on functions, and how much fits there', () => {
    const request = aRequest({ functions: [aFunction] });
    const [orders] = wantedTargets({ request, source, executionRoles: {}, files: {} });
    const row = table(section(page, 'The targets'))[0]?.[2] ?? '';
    const [first = '', ...suffixes] = codeWords(row);

    expect(Object.keys(orders?.keys ?? {})).toEqual(
      [first.replace('<PREFIX>', ''), ...suffixes].map((suffix) => `AUTH_STOREFRONT${suffix}`),
    );
    expect(section(page, 'Functions').text).toContain(
      `${environmentLimit.toLocaleString('en-US')} bytes of JSON text`,
    );
  });

  it('names every parameter, and when there is one', () => {
    const told = table(section(page, 'Parameters')).map(([name = '', always, each]) => [
      codeWords(name)[0],
      [always, each],
    ]);
    const [always, each] = ([true, 'each'] as const).map((parameters) =>
      Object.keys(parameterValues(parameters, source)),
    );

    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(
        (each ?? []).map((name) => [name, [always?.includes(name) ? 'yes' : 'no', 'yes']]),
      ),
    );
    expect(page.text).toContain(parameterFolder({ app: '<app>', env: '<env>' }));
  });

  it('tells every key of the result, and every status of a target', () => {
    const result = section(page, 'amplify-import push');
    const [keys = '', statuses = ''] = result.text.split('A command that cannot even begin');
    const firstWords = (text: string) =>
      table({ ...page, text }).map(([word = '']) => codeWords(word)[0]);

    expect(firstWords(keys)).toEqual(Object.keys(pushResultSchema().shape));
    expect(firstWords(statuses).toSorted()).toEqual(
      pushResultSchema().shape.targets.element.shape.status.options.toSorted(),
    );
  });

  it('names findings and errors that there are', () => {
    const words = new Set(codeWords(page.text));
    const codes = [...words].filter(
      (word) => /^[A-Z]+(_[A-Z0-9]+)+$/.test(word) && !/^(AUTH|AMPLIFY)_/.test(word),
    );
    const names = [...words].filter((word) => /^[A-Z][a-z]+([A-Z][a-z]+)+$/.test(word));

    expect(codes.filter((code) => !Object.hasOwn(findingCatalogue(), code))).toEqual([]);
    expect(names.filter((name) => !Object.hasOwn(errors, name))).toEqual([]);
  });

  it('prints commands that can be understood, and an input that a push takes', () => {
    const lines = codeBlocks(page, 'sh')
      .flatMap((block) => block.split('\n'))
      .filter((line) => line.startsWith('amplify-import push '));
    const [input = ''] = /\{ "app".*?\}/.exec(page.text) ?? [];

    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const words = sortWords(push, line.split(' ').slice(2));
      const { app, env, only } = valuesOf(push, words);
      expect({ app, env }).toEqual(link);
      if (only !== null) expect(() => askedTargets(only)).not.toThrow();
    }
    expect(pushRequestSchema().parse(JSON.parse(input))).toMatchObject({
      ...link,
      only: ['failed'],
    });
  });

  it('prints what a plan of its request says', async () => {
    const world = sampleAccount();
    world.lambda.add(homeRegion, 'orders', { variables: { TABLE: 'orders', LOG_LEVEL: 'debug' } });
    const services = stackServices({ wait: async () => undefined });
    await runOnce({ ...fullRequest, ...asked }, { services });
    const { result } = await pushOnce({ ...link, mode: 'plan' }, { services });
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    printPushResult(pushResultSchema().parse(result), false);

    const printed = write.mock.calls
      .map(([part]) => String(part))
      .join('')
      .replace(/sha256:[0-9a-f]{64}/, 'sha256:…')
      .replace(/\/[^/]+\/push-report\.json/, '/…/push-report.json');
    expect(codeBlock(section(page, 'Plan first'), 'text')).toBe(printed);
  });

  it('DOC-10: lists every variable of Amplify Hosting, on its page', () => {
    const told = table(readPage('docs/hosting.md')).map(([name = '']) => codeWords(name)[0]);

    expect(told).toEqual(Object.keys(hostingVariables(source)));
  });

  it('says of each kind how it keeps what others write', () => {
    const rows = table(section(page, 'Values of others, and races'));

    expect(rows).toHaveLength(targetKinds.length);
  });

  it('shows a request that can be read', () => {
    expect(requestSchema().safeParse({ ...fullRequest, ...asked }).success).toBe(true);
    expect(headings(page, 1)).toEqual(['Pushing']);
  });
});
