import { describe, expect, it } from '@jest/globals';

import { withNativeClientSecret } from '../../../../src/domain/config/native/client-secret.ts';
import { codeWords, readPage, section, table } from '../../../docs/markdown.ts';
import { bucketReading } from '../../../support/builders/resources.ts';
import { fakeSecret, identityPoolReadingsOf, userPoolReadingsOf } from '../../../support/golden.ts';
import {
  incumbentText,
  nativeGolden,
  nativeGoldenNames,
  nativePaths,
  platformOf,
  type NativePath,
} from '../../../support/native-golden.ts';
import { planImport } from '../../../support/import-plan.ts';
import { differingKeys, readNative, without } from './read-native.ts';

/** Our file of a recorded import, by the plan of the same request over the same answers. */
function ourText(name: string, path: NativePath): string {
  const golden = nativeGolden(name, platformOf(path));
  const { files, findings } = planImport(golden.request, {
    userPool: userPoolReadingsOf(golden),
    identityPool: identityPoolReadingsOf(golden),
    resources: bucketReading(golden.bucket, { region: 'us-east-1' }),
  });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return files.find((file) => file.path === path)?.content ?? '';
}

/** The differences that docs/from-gen1.md tells, as `platform key`. */
const page = section(readPage('docs/from-gen1.md'), 'Files of native libraries');
const told = new Set(
  table(page).flatMap(([keys = '', platforms = '']) =>
    platforms
      .split(', ')
      .flatMap((platform) => codeWords(keys).map((key) => `${platform.toLowerCase()} ${key}`)),
  ),
);
const found = new Set<string>();

describe.each(nativeGoldenNames)("The incumbent's native files of %s", (name) => {
  it.each(nativePaths)('E-15, E-16: %s differs only where it is said, key for key', (path) => {
    const [ours, theirs] = [ourText(name, path), incumbentText(name, path)];
    const keys = differingKeys(readNative(path, theirs), readNative(path, ours));

    const differences = keys.map((key) => `${platformOf(path)} ${key}`);

    for (const difference of differences) found.add(difference);
    expect(differences.filter((difference) => !told.has(difference))).toEqual([]);
    // What is left has the same order and the same layout.
    expect(without(path, ours, keys)).toBe(without(path, theirs, keys));
  });

  it.each(nativePaths)('have their secret where ours has it once it is added: %s', (path) => {
    const theirs = incumbentText(name, path);
    const hasSecret = theirs.includes(fakeSecret);
    const ours = ourText(name, path);

    const local = hasSecret ? withNativeClientSecret(path, ours, fakeSecret) : ours;

    const keys = differingKeys(readNative(path, theirs), readNative(path, local));
    expect(keys.filter((key) => key.endsWith('Secret'))).toEqual([]);
    expect(without(path, local, keys)).toBe(without(path, theirs, keys));
    expect(ours).not.toContain(fakeSecret);
  });
});

describe('docs/from-gen1.md', () => {
  it('tells no difference of native files that the recorded imports do not show', () => {
    expect([...found].toSorted()).toEqual([...told].toSorted());
  });
});

describe('The recorded native imports', () => {
  it('are of both kinds of native client, with and without a secret', () => {
    const secrets = nativeGoldenNames.filter((name) =>
      incumbentText(name, 'android/awsconfiguration.json').includes(fakeSecret),
    );

    expect(nativeGoldenNames.length).toBeGreaterThanOrEqual(11);
    expect(secrets).toContain('up-email-web-native-secret');
    expect(secrets).not.toContain('up-min-one-client');
  });

  it('are equal to the byte when there is neither a secret nor a hosted UI', () => {
    for (const path of nativePaths) {
      expect(ourText('up-min-one-client', path)).toBe(incumbentText('up-min-one-client', path));
    }
  });

  it('are equal to the byte when the secret is added and there is no hosted UI', () => {
    const names = nativeGoldenNames.filter((name) => !name.includes('oauth'));

    for (const name of names.filter((one) => one !== 'up-min-one-client')) {
      for (const path of nativePaths) {
        const local = withNativeClientSecret(path, ourText(name, path), fakeSecret);
        expect(local).toBe(incumbentText(name, path));
      }
    }
  });
});
