import { describe, expect, test } from '@jest/globals';
import { grantsOfDocuments, uncovered } from '../support/aws-world/granted.ts';
import {
  goldenAccount,
  goldenJson,
  goldenRoles,
  goldenText,
  type GoldenRole,
} from '../support/aws-world/golden-account.ts';
import { policiesOf, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { seedBucket } from '../support/aws-world/sample-account.ts';
import { policyNameOf } from '../../src/contract/link.ts';

const link = { app: 'golden', env: 'dev' };
const bucket = 'peermediadea26-dev';
const storage = [
  {
    bucket,
    authenticated: ['create', 'read', 'update', 'delete'],
    guest: ['create', 'read', 'update'],
  },
];

/** The case by its name, and what our request asks for beyond the incumbent's. */
const cases: [name: string, grants: object][] = [
  ['up-min-one-client', {}],
  ['ip-basic-guest', {}],
  ['ip-basic-guest.storage-guest', { storage }],
  ['ip-role-with-path', {}],
];

async function importGolden(name: string, grants: object) {
  const world = goldenAccount(name);
  seedBucket(world, bucket, { region: 'us-east-1' });
  const { version: _version, ...ids } = goldenJson(name, 'request.json') as { version: number };
  const result = await runOnce({ ...link, ...ids, grants });
  return { world, result, files: storedTexts(world, `config/${link.app}/${link.env}/`) };
}

/** The object of an `aws-exports.js`, which is JSON between its assignment and its export. */
function exported(text: string): unknown {
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
}

describe.each(cases)('Golden case %s, over real SDK commands', (name, grants) => {
  test('Both JavaScript files are equal to the expected ones key for key', async () => {
    const { result, files } = await importGolden(name, grants);

    const ours = (path: string) => files[`config/${link.app}/${link.env}/${path}`] ?? '';
    const expected = (path: string) => goldenText(name, `expected/javascript/${path}`);
    expect(result.status).toBe('published');
    expect(JSON.stringify(exported(ours('aws-exports.js')))).toBe(
      JSON.stringify(exported(expected('aws-exports.js'))),
    );
    expect(JSON.stringify(JSON.parse(ours('amplifyconfiguration.json')))).toBe(
      JSON.stringify(JSON.parse(expected('amplifyconfiguration.json'))),
    );
  });

  test('The second import is unchanged', async () => {
    const { world, files } = await importGolden(name, grants);
    const policies = policiesOf(world);

    const second = await runOnce(link);

    expect(second.status).toBe('unchanged');
    expect(policiesOf(world)).toEqual(policies);
    expect(storedTexts(world)).toEqual(files);
  });
});

const withRoles = cases.filter(([name]) => Object.keys(goldenRoles(name)).length > 0);

test.each(withRoles)(
  'Golden case %s: our statements grant exactly what the incumbent added',
  async (name, grants) => {
    const before = goldenRoles(name);
    const after = goldenJson(name, 'expected/roles-after-push.json') as typeof before;

    const { world } = await importGolden(name, grants);

    for (const [kind, role] of Object.entries(after)) {
      const ours = policiesOf(world)[role.Arn.split('/').at(-1) ?? ''] ?? {};
      const document = ours[policyNameOf(link)];
      const granted = grantsOfDocuments(document ? [JSON.parse(document)] : []);
      const added = grantsOfDocuments(addedPolicies(before[kind], role));
      expect({ kind, missing: uncovered(added, granted) }).toEqual({ kind, missing: [] });
      expect({ kind, excess: uncovered(granted, added) }).toEqual({ kind, excess: [] });
    }
  },
);

function addedPolicies(before: GoldenRole | undefined, after: GoldenRole): object[] {
  return Object.entries(after.inlinePolicies)
    .filter(([name]) => !(name in (before?.inlinePolicies ?? {})))
    .map(([, document]) => document);
}
