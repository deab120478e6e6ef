import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import productPackage from '../../package.json' with { type: 'json' };
import { wantedPackages } from '../../scripts/packages.mjs';
import { readPage } from '../docs/markdown.ts';
import testPackage from '../package.json' with { type: 'json' };

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, { resolved?: string; link?: boolean }>>;
};
const wanted = wantedPackages(packages, false);
const tools = Object.keys(testPackage.devDependencies);

/** What writes the pages; its command installs the tools of the tests. */
const ofPages = 'scripts/write-docs.mjs';

const sources = ['functions', 'infra', 'scripts', 'src']
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((path) => /\.(ts|mjs|cjs)$/.test(path) && path !== ofPages);

/** The packages that a source loads. Types are gone when it runs, and what it only prints is not here. */
function loadedBy(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const loads = [
    /^(?:import|export)\s+(?!type\b)(?:[^;'"]*?\sfrom\s+)?'([^']+)'/gm,
    /\b(?:import|require|require\.resolve)\(\s*'([^']+)'/g,
  ];
  return loads
    .flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name))
    .filter((name) => !/^(\.|node:)/.test(name))
    .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
    .filter((name) => `node_modules/${name}` in packages);
}

describe('What is installed before tests are run', () => {
  it('has every package that the sources load', () => {
    const loaded = new Set(sources.flatMap(loadedBy));

    expect([...loaded].filter((name) => !(name in productPackage.devDependencies))).toEqual([]);
    expect(loaded.size).toBeGreaterThan(25);
  });

  it('has every program that the sources call', () => {
    const called = sources.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\.bin(?:\/|',\s*')([\w-]+)/g)].map(
        ([, name = '']) => name,
      ),
    );
    const packageOf: Readonly<Record<string, string>> = { cdk: 'aws-cdk', tsc: 'typescript' };

    const from = new Set(called.map((name) => packageOf[name] ?? name));
    expect([...from].filter((name) => !(name in productPackage.devDependencies))).toEqual([]);
    expect([...from]).toEqual(expect.arrayContaining(['aws-cdk', 'esbuild', 'typescript']));
  });

  it('is what the product is built from and deployed with, and no tool of the tests', () => {
    const direct = Object.keys(productPackage.devDependencies);

    expect(wanted).toEqual(expect.arrayContaining(direct.map((name) => `node_modules/${name}`)));
    expect(tools.filter((name) => wanted.includes(`node_modules/${name}`))).toEqual([]);
    expect(direct.filter((name) => tools.includes(name))).toEqual([]);
    expect(readPage('CONTRIBUTING.md').text).toContain(
      `install these ${wanted.length} packages alone`,
    );
    expect(wanted.length).toBeLessThan(150);
  });

  it('is less than an eighth of what all the tests need', () => {
    const all = wantedPackages(packages, true);

    expect(wanted.filter((path) => !all.includes(path))).toEqual([]);
    expect(tools.filter((name) => !all.includes(`node_modules/${name}`))).toEqual([]);
    expect(all.length).toBeGreaterThan(8 * wanted.length);
  });
});

describe('The commands of the package', () => {
  it('install the tools of the tests where they are used, and nowhere else', () => {
    const withTools = Object.entries(productPackage.scripts)
      .filter(([, script]) => script.includes('with-packages.mjs --with-tests '))
      .map(([name]) => name);

    expect(withTools).toEqual(['test', 'test:long', 'test:browser', 'lint', 'format', 'docs']);
  });
});

describe('The lock file', () => {
  it('is of one exact version of each', () => {
    const versions = { ...productPackage.devDependencies, ...testPackage.devDependencies };

    const loose = Object.entries(versions).filter(
      ([, version]) => !/^\d+(\.\d+){2}$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('says of no package where it is from', () => {
    const told = Object.values(packages).filter(({ resolved }) => resolved !== undefined);

    expect(told).toEqual([{ resolved: 'test', link: true }]);
  });
});
