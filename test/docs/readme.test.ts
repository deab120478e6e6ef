import { readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { nextStep } from '../../src/cli/next-command.ts';
import { printResult } from '../../src/cli/print-result.ts';
import { requestSchema } from '../../src/contract/request.ts';
import { resultSchema } from '../../src/contract/result.ts';
import { defaultStore } from '../../src/contract/store-words.ts';
import { definitions } from '../../src/engine/machines.ts';
import { stateOf } from '../machines/definitions.ts';
import { runOnce } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { codeBlock, headings, readPage, section } from './markdown.ts';
import { readFlowchart } from './mermaid.ts';

const readme = readPage('README.md');
const request: unknown = JSON.parse(codeBlock(section(readme, 'Request'), 'json'));
const report = readPage('docs/report.md');
const shown = resultSchema().parse(JSON.parse(codeBlock(section(report, 'The result'), 'json')));

const linesOf = (title: string) => codeBlock(section(readme, title), 'sh').trim().split('\n');

describe('The README', () => {
  it('answers in the order in which people ask', () => {
    expect(headings(readme, 2)).toEqual([
      'See what it would do',
      'Without an account',
      'Deploy it',
      'Request',
      'What Amplify has for this',
      'What it touches in your account',
      'Errors',
      'Removing',
      'How it works',
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

  it('begins with commands that the package has, in the order of a first plan', () => {
    const [pack, install, ...steps] = linesOf('See what it would do');

    expect(pack).toMatch(/^npm pack /);
    expect(install).toMatch(/^npm install --global \.\/amplify-import-/);
    expect(steps.map((line) => line.replace(/ +#.*/, ''))).toEqual([
      'amplify-import discover',
      'amplify-import init',
      'amplify-import run request.json --mode plan',
    ]);
  });

  it('prints commands of this project and of the CDK', () => {
    const [demo, test] = linesOf('Without an account');

    expect(demo).toMatch(/^npm run demo /);
    expect(test).toMatch(/^npm test /);
    expect(linesOf('Deploy it')[0]).toMatch(/^npx cdk deploy /);
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

describe('The plan of the README', () => {
  const lines = codeBlock(section(readme, 'See what it would do'), 'text').trim().split('\n');

  it('is read at one look', () => {
    expect(lines.length).toBeLessThanOrEqual(12);
  });

  it('is what the request of the README is planned to do, but for what is left out', async () => {
    sampleAccount();
    const result = await runOnce({ ...(request as object), mode: 'plan' });
    const said = {
      command: 'run',
      request: 'request.json',
      mode: 'plan',
      store: defaultStore,
    } as const;
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    printResult(result, false, { next: nextStep(result, request, said) });

    const printed = write.mock.calls.map(([text]) => String(text)).join('');
    write.mockRestore();
    const pattern = lines.map((line) =>
      line.trim() === '…' ? '(?:.*\\n)+?' : `${escaped(line).replaceAll('…', '[0-9a-f]{64}')}\\n`,
    );
    expect(withoutPlaces(printed)).toMatch(new RegExp(`^${pattern.join('')}$`));
  });

  function escaped(text: string): string {
    return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  }

  /** A reader sees where the report lies when they run it. */
  function withoutPlaces(text: string): string {
    return text.replaceAll(/^(?:Report|Plan to read or to pass on): .*\n/gm, '');
  }
});

describe('The request of the README', () => {
  it('can be read as it is', () => {
    expect(requestSchema().safeParse(request).success).toBe(true);
  });

  it('gives the result that the page of the report shows', async () => {
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
  it('has its section in the changelog', () => {
    expect(headings(readPage('CHANGELOG.md'), 2)).toContain(packageJson.version);
  });

  it('is under the license that the package names', () => {
    const license = readFileSync('LICENSE', 'utf8');

    expect(packageJson.license).toBe('Apache-2.0');
    expect(license).toContain('Apache License');
    expect(license).toContain('Version 2.0, January 2004');
    expect(license).toContain('END OF TERMS AND CONDITIONS');
  });
});
