import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import type { Plan } from '../../src/contract/plan.ts';
import { bucketReading } from '../support/builders/resources.ts';
import {
  fakeSecret,
  goldenNames,
  identityPoolReadingsOf,
  loadGolden,
  rolePoliciesOf,
  userPoolReadingsOf,
  type Golden,
} from '../support/golden.ts';
import { planImport } from '../support/import-plan.ts';
import { grantsOf, uncovered, type Grant } from '../domain/iam/policy-evaluator.ts';
import { readAwsExports } from '../domain/config/read-files.ts';

const planOf = (golden: Golden): Plan =>
  planImport(golden.request, {
    userPool: userPoolReadingsOf(golden),
    identityPool: identityPoolReadingsOf(golden),
    rolePolicies: rolePoliciesOf(golden),
    resources: bucketReading('peermediadea26-dev', { region: 'us-east-1' }),
  });
const fileOf = ({ files }: Plan, path: string): string =>
  files.find((file) => file.path === path)?.content ?? '';

/** What a push granted to a role: its inline policies beyond those that it held before. */
const pushed = ({ answers, rolesAfterPush }: Golden, arn: string): readonly Grant[] => {
  const roles = Object.values(rolesAfterPush ?? {});
  const before = Object.values(answers.roles ?? {}).find(({ Arn }) => Arn === arn);
  const after = roles.find(({ Arn }) => Arn === arn);
  return Object.entries(after?.inlinePolicies ?? {})
    .filter(([name]) => !(name in (before?.inlinePolicies ?? {})))
    .flatMap(([, document]) => grantsOf(document));
};

describe.each(goldenNames)("The incumbent's import %s", (name) => {
  const golden = loadGolden(name);
  const plan = planOf(golden);

  it('has no error among our findings', () => {
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('E-6: has the same aws-exports.js, key for key and in the same order', () => {
    const ours = readAwsExports(fileOf(plan, 'aws-exports.js'));
    const theirs = readAwsExports(golden.expected.awsExports);

    expect(Object.keys(theirs).length).toBeGreaterThan(10);
    expect(JSON.stringify(ours, null, 1)).toBe(JSON.stringify(theirs, null, 1));
  });

  it('has the same amplifyconfiguration.json, byte for byte', () => {
    expect(fileOf(plan, 'amplifyconfiguration.json')).toBe(golden.expected.amplifyConfiguration);
  });

  it('grants to each role exactly what its push granted, in both directions', () => {
    const arns = Object.values(golden.answers.roles ?? {}).map(({ Arn }) => Arn);

    for (const arn of arns) {
      const after = plan.roles.find(({ role }) => role === arn)?.after ?? null;
      const ours = after === null ? [] : grantsOf(JSON.parse(after));
      const theirs = pushed(golden, arn);

      expect(uncovered(theirs, ours)).toEqual([]);
      expect(uncovered(ours, theirs)).toEqual([]);
    }
  });
});

describe('The recorded pushes', () => {
  it('granted something to both roles in the storage case, and to none in the others', () => {
    const counts = goldenNames.map((name) => {
      const golden = loadGolden(name);
      return Object.values(golden.answers.roles ?? {}).map(({ Arn }) => pushed(golden, Arn).length);
    });

    expect(counts).toEqual([[], [0, 0], [17, 8], [0, 0]]);
  });

  it('named roles with a path in one case, which are planned by their whole ARN', () => {
    const readings = identityPoolReadingsOf(loadGolden('ip-role-with-path'));

    expect(
      Object.keys(readings?.roles ?? {}).every((arn) => arn.includes(':role/service-role/')),
    ).toBe(true);
  });
});

describe('The recorded answers', () => {
  const files = readdirSync('test/golden', { recursive: true, encoding: 'utf8' })
    .map((path) => join('test/golden', path))
    .filter((path) => statSync(path).isFile());

  it.each(files)('hold no secret of the incumbent: %s', (path) => {
    const text = readFileSync(path, 'utf8');

    const named = [...text.matchAll(/"[^"]*secret"\s*:\s*"([^"]*)"/gi)].map((match) => match[1]);
    const secretLike = [...text.matchAll(/[A-Za-z0-9+/]{40,}/g)].filter(([word]) =>
      /\d/.test(word),
    );
    expect(named.filter((value) => value !== fakeSecret)).toEqual([]);
    expect(secretLike).toEqual([]);
  });

  it('still say which client has a secret', () => {
    const clients = Object.values(loadGolden('ip-basic-guest').answers.describeUserPoolClients);

    expect(clients.map(({ UserPoolClient }) => UserPoolClient.ClientSecret)).toEqual([
      undefined,
      fakeSecret,
    ]);
  });
});
