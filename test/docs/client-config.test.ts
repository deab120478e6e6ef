import { describe, expect, it, jest } from '@jest/globals';
import { parseAmplifyConfig } from 'aws-amplify/utils';
import { storageAccess } from '../../src/domain/grants/storage/access.ts';
import { makePlan } from '../../src/domain/plan/make-plan.ts';
import { everyCategory, someGrants } from '../support/builders/grants.ts';
import { planInput } from '../support/builders/plan.ts';
import { aRequest, grantsOf } from '../support/builders/request.ts';
import { authSettings, hostedUiSettings, identitySettings } from '../support/builders/settings.ts';
import { userPoolSlice } from '../support/builders/plan.ts';
import { readFiles } from '../domain/config/read-files.ts';
import { codeBlock, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/client-config.md');

/** Files of a request that grants something of everything, and two GraphQL APIs. */
function filesOfEverything() {
  const settings = authSettings({
    domain: 'shop.auth.eu-west-1.amazoncognito.com',
    web: hostedUiSettings({ providers: ['CorpAD'] }),
    groups: [{ name: 'admins', precedence: 1, roleArn: null }],
    passwordless: { emailOtp: true, smsOtp: false, webAuthn: null },
  });
  const [api] = everyCategory.graphql ?? [];
  const other = { ...api, api: 'zyxwvutsrqponmlkjihgfedcba', authenticated: true };
  const grants = someGrants({ ...everyCategory, graphql: api ? [api, other] : [] });
  const { files } = makePlan(
    planInput({
      request: aRequest({ grants }),
      userPool: userPoolSlice({ settings }),
      identityPool: { settings: identitySettings({ guestsAllowed: false }), findings: [] },
    }),
  );
  return readFiles(files);
}

/** Whether a document has what a path of keys names. */
function has(document: object, path: string): boolean {
  let value: unknown = document;
  for (const key of path.split('.')) {
    if (value === null || typeof value !== 'object' || !(key in value)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
}

describe('docs/client-config.md', () => {
  const { outputs, exports } = filesOfEverything();

  it('names keys that the files have', () => {
    const rows = table(page);
    const told = (column: number) => rows.flatMap((row) => codeWords(row[column] ?? ''));

    expect(rows.length).toBeGreaterThan(10);
    expect(told(1).filter((path) => !has(outputs, path))).toEqual([]);
    expect(told(2).filter((key) => !key.startsWith('{') && !has(exports, key))).toEqual([]);
  });

  it('tells every key of the outputs, and all that stands under custom', () => {
    const text = JSON.stringify(table(page));
    const keys = [
      ...Object.keys(outputs).filter((key) => key !== 'version' && key !== 'custom'),
      ...Object.keys(outputs.custom ?? {}).map((key) => `custom.${key}`),
    ];

    expect(keys.length).toBeGreaterThan(9);
    expect(keys.filter((key) => !text.includes(`\`${key}`))).toEqual([]);
  });

  it('spreads what stands under custom into what the library knows', () => {
    const code = codeBlock(section(page, 'What stands under custom'), 'js');
    const configure = jest.fn<(config: object) => void>();
    const body = code.replaceAll(/^import .*$/gm, '');

    // oxlint-disable-next-line typescript/no-implied-eval -- the example of the page, as it stands
    new Function('Amplify', 'parseAmplifyConfig', 'outputs', body)(
      { configure },
      parseAmplifyConfig,
      outputs,
    );

    const [config = {}] = configure.mock.calls[0] ?? [];
    const byExports = parseAmplifyConfig(exports);
    expect(config).toMatchObject({
      API: { GraphQL: byExports.API?.GraphQL, REST: byExports.API?.REST },
      Geo: byExports.Geo,
      Predictions: byExports.Predictions,
      Interactions: { LexV2: { ABCDEFGHIJ_en_US: { localeId: 'en_US' } } },
      Analytics: { Kinesis: { region: 'eu-west-1' }, KinesisFirehose: { region: 'eu-west-1' } },
    });
  });

  it("names every path of Gen 1's levels, and no other", () => {
    const levels = { bucket: 'photos', authenticated: ['create', 'read'], guest: ['read'] };
    const paths = Object.keys(storageAccess(grantsOf({ storage: [levels] }).storage));

    const told = table(section(page, 'Paths of a bucket')).flatMap(([cell = '']) =>
      codeWords(cell),
    );
    expect(told.toSorted()).toEqual(paths.toSorted());
  });
});
