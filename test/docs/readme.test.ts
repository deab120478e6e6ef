import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { requestSchema } from '../../src/contract/request.ts';
import { resultSchema } from '../../src/contract/result.ts';
import { definitions } from '../../src/engine/machines.ts';
import { stateOf } from '../machines/definitions.ts';
import { runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { codeBlock, headings, readPage, section } from './markdown.ts';
import { readFlowchart } from './mermaid.ts';

const readme = readPage('README.md');
const request: unknown = JSON.parse(codeBlock(section(readme, 'Request'), 'json'));
const shown = resultSchema.parse(JSON.parse(codeBlock(section(readme, 'Result'), 'json')));

describe('The README', () => {
  it('answers in the order in which people ask', () => {
    expect(headings(readme, 2)).toEqual([
      'Run it',
      'Request',
      'Result',
      'What it touches in your account',
      'Errors',
      'Removing',
      'What is not here yet',
    ]);
  });

  it('shows the version that hashes of plans have today', async () => {
    sampleAccount();
    const { plan } = await runOnce({ ...(request as object), mode: 'plan' });

    expect(shown.plan?.hashVersion).toBe(plan?.hashVersion);
  });

  it('is read at one go', () => {
    expect(readme.text.split('\n').length).toBeLessThanOrEqual(200);
  });

  it('asks for the Node that the package asks for', () => {
    expect(packageJson.engines.node).toBe('>=20');
    expect(readme.text).toContain('Node 20 or newer');
  });

  it('prints three commands, of this project and of the CDK', () => {
    const [demo, test, deploy] = codeBlock(section(readme, 'Run it'), 'sh').trim().split('\n');

    expect(demo).toMatch(/^npm run demo /);
    expect(test).toMatch(/^npm test /);
    expect(deploy).toMatch(/^npx cdk deploy /);
    expect(packageJson.scripts).toMatchObject({
      demo: expect.any(String),
      test: expect.any(String),
    });
    expect(packageJson.devDependencies).toHaveProperty('aws-cdk');
  });
});

describe('The picture of the machine', () => {
  const picture = readFlowchart(codeBlock(readme, 'mermaid'));
  const machine = definitions['import-auth'];
  const states = Object.keys(machine.States);

  it('has every state, verbatim, and no other', () => {
    expect(picture.labels.toSorted()).toEqual(states.toSorted());
  });

  it('has every transition, and no other', () => {
    const transitions = states.flatMap((name) => {
      const { Next, Default, Choices = [] } = stateOf(machine, name);
      const targets = [Next, Default, ...Choices.map((choice) => choice.Next)];
      return targets.flatMap((target) => (target === undefined ? [] : [`${name} -> ${target}`]));
    });

    expect([...picture.arrows].toSorted()).toEqual([...new Set(transitions)].toSorted());
  });

  it('draws as dotted where every failing step leads', () => {
    const catches = states.flatMap((name) =>
      (stateOf(machine, name).Catch ?? []).map(({ Next }) => `${name} -> ${Next}`),
    );
    const dotted = [...picture.dotted].filter((arrow) => !/^[^>]*\? ->/.test(arrow));

    expect(dotted.toSorted()).toEqual(catches.toSorted());
  });
});

describe('The request of the README', () => {
  it('can be read as it is', () => {
    expect(requestSchema.safeParse(request).success).toBe(true);
  });

  it('gives the result of the README', async () => {
    sampleAccount();

    const result = await runOnce(request);

    const [role] = result.plan?.roles ?? [];
    const [shownRole] = shown.plan?.roles ?? [];
    expect(withoutHashes(result)).toEqual(withoutHashes(shown));
    expect(result.plan?.roles).toHaveLength(1);
    expect(role?.after?.startsWith((shownRole?.after ?? '…').replace('…', ''))).toBe(true);
    expect(role?.budget).toEqual(shownRole?.budget);
  });

  /** What a reader compares: everything but hashes, sizes and the text of the policy. */
  function withoutHashes({ plan, published, report = '', ...rest }: typeof shown): unknown {
    return {
      ...rest,
      plan: {
        roles: plan?.roles.map(({ role, policyName, before }) => ({ role, policyName, before })),
        files: plan?.files.map(({ key, changed }) => ({ key, changed })),
        push: plan?.push,
      },
      published: { revision: published?.revision, files: published?.files.map(({ key }) => key) },
      report: report.replace(/[^/]+\/report\.json$/, ''),
    };
  }
});

describe('The version', () => {
  it('has its line in the changelog', () => {
    const changelog = readFileSync('CHANGELOG.md', 'utf8');

    expect(changelog).toContain(`- **${packageJson.version}** `);
  });

  it('is under the license that the package names', () => {
    const license = readFileSync('LICENSE', 'utf8');

    expect(packageJson.license).toBe('Apache-2.0');
    expect(license).toContain('Apache License');
    expect(license).toContain('Version 2.0, January 2004');
    expect(license).toContain('END OF TERMS AND CONDITIONS');
  });
});
