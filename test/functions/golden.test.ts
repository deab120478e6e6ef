import { describe, expect, test } from '@jest/globals';
import { policyNameOf } from '../../src/contract/link.ts';
import { grantsOfDocuments, uncovered } from '../support/aws-world/granted.ts';
import {
  goldenJson,
  goldenRoles,
  goldenText,
  type GoldenRole,
} from '../support/aws-world/golden-account.ts';
import {
  goldenCases,
  goldenLink,
  importGolden,
  publishedFile,
} from '../support/aws-world/golden-imports.ts';
import { policiesOf, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import {
  differencesBetween,
  differencesListed,
  listedDifferences,
  sharedKeys,
} from '../support/golden-differences.ts';

/** Every import that was recorded of the incumbent, replayed by the real handlers over SDK commands. */

const javascriptFiles = ['aws-exports.js', 'amplifyconfiguration.json'];

/** The object of a file: all of it, or in `aws-exports.js` what stands between assignment and export. */
function objectIn(text: string): object {
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as object;
}

describe.each(goldenCases)('Golden case %s, over real SDK commands', (name) => {
  test.each(javascriptFiles)(
    'Our %s differs in what docs/from-gen1.md lists, and in nothing else',
    async (path) => {
      const { result, files } = await importGolden(name);

      const ours = objectIn(publishedFile(files, path));
      const theirs = objectIn(goldenText(name, `expected/javascript/${path}`));
      expect(result.status).toBe('published');
      expect(Object.keys(theirs).length).toBeGreaterThan(10);
      expect(differencesBetween(theirs, ours)).toEqual(differencesListed(path, name));
      expect(sharedKeys(theirs, ours)[1]).toEqual(sharedKeys(theirs, ours)[0]);
    },
  );

  test('The layout of each file is the same, byte for byte', async () => {
    const { files } = await importGolden(name);

    const theirs = goldenText(name, 'expected/javascript/aws-exports.js');
    const ours = publishedFile(files, 'aws-exports.js');
    const configuration = publishedFile(files, 'amplifyconfiguration.json');
    const around = (text: string) => [
      text.split('\n')[0],
      text.slice(text.indexOf('\n\n'), text.indexOf('{') + 6),
      text.slice(text.lastIndexOf('}')),
    ];
    expect(around(ours)).toEqual(around(theirs));
    expect(configuration).toBe(JSON.stringify(objectIn(configuration), null, 2));
  });

  test('No secret of the pool is in any file', async () => {
    const { world, files } = await importGolden(name);

    const pools = [...world.userPools.pools.values()];
    const secrets = pools.flatMap(({ clients, providers }) => [
      ...clients.map(({ ClientSecret }) => ClientSecret),
      ...providers.map(({ ProviderDetails }) => ProviderDetails?.['client_secret']),
    ]);
    for (const secret of secrets.filter(Boolean)) {
      expect(JSON.stringify(files)).not.toContain(secret);
    }
  });

  test('The second import is unchanged', async () => {
    const { world, files } = await importGolden(name);
    const policies = policiesOf(world);

    const second = await runOnce(goldenLink);

    expect(second.status).toBe('unchanged');
    expect(policiesOf(world)).toEqual(policies);
    expect(storedTexts(world)).toEqual(files);
  });
});

const withRoles = goldenCases.filter((name) => Object.keys(goldenRoles(name)).length > 0);

test.each(withRoles)(
  'Golden case %s: our statements grant exactly what the incumbent added',
  async (name) => {
    const before = goldenRoles(name);
    const after = goldenJson(name, 'expected/roles-after-push.json') as typeof before;

    const { world } = await importGolden(name);

    for (const [kind, role] of Object.entries(after)) {
      const ours = policiesOf(world)[role.Arn.split('/').at(-1) ?? ''] ?? {};
      const document = ours[policyNameOf(goldenLink)];
      const granted = grantsOfDocuments(document ? [JSON.parse(document)] : []);
      const added = grantsOfDocuments(addedPolicies(before[kind], role));
      expect({ kind, missing: uncovered(added, granted) }).toEqual({ kind, missing: [] });
      expect({ kind, excess: uncovered(granted, added) }).toEqual({ kind, excess: [] });
    }
  },
);

describe('docs/from-gen1.md on the files of an app', () => {
  test('names recorded imports that there are', () => {
    const named = listedDifferences().flatMap(({ cases }) => cases);

    expect(goldenCases.length).toBe(12);
    expect(named.filter((name) => !goldenCases.includes(name))).toEqual([]);
  });

  test('lists each difference once', () => {
    const told = listedDifferences().flatMap(({ files, key, kind }) =>
      files.map((file) => `${file} ${key} ${kind}`),
    );

    expect(told.filter((line, at) => told.indexOf(line) !== at)).toEqual([]);
  });
});

function addedPolicies(before: GoldenRole | undefined, after: GoldenRole): object[] {
  return Object.entries(after.inlinePolicies)
    .filter(([name]) => !(name in (before?.inlinePolicies ?? {})))
    .map(([, document]) => document);
}
