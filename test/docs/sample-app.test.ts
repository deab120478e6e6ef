import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import rootPackage from '../../package.json' with { type: 'json' };
import testPackage from '../package.json' with { type: 'json' };
import samplePackage from '../../examples/web/package.json' with { type: 'json' };

/** What the sample app promises of itself; that it works is tried by `npm run test:browser`. */
describe('The sample app', () => {
  const folder = 'examples/web';
  const versions = { ...samplePackage.dependencies, ...samplePackage.devDependencies };

  it('pins each package exactly', () => {
    const loose = Object.entries(versions).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );

    expect(loose).toEqual([]);
  });

  it('has the client library that our tests read the files with', () => {
    expect(versions['aws-amplify']).toBe(testPackage.devDependencies['aws-amplify']);
  });

  it('has a lock file of these versions, which says of none where it is from', () => {
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<
        Record<string, { readonly version: string; readonly resolved?: string }>
      >;
    };
    const locked = Object.keys(versions).map((name) => [
      name,
      lock.packages[`node_modules/${name}`]?.version,
    ]);

    expect(Object.fromEntries(locked)).toEqual(versions);
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual(
      [],
    );
  });

  it('prints in its page what is there: files, and scripts of its own or of the root', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8');
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => join(folder, link));
    const scripts = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);

    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
    expect(Object.keys({ ...samplePackage.scripts, ...rootPackage.scripts })).toEqual(
      expect.arrayContaining(scripts),
    );
  });
});
