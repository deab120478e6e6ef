import { describe, expect, it } from '@jest/globals';
import { idFiles } from '../../../src/domain/config/environment.ts';
import { formatNames, formats } from '../../../src/domain/fetch/formats.ts';
import {
  filesOf,
  formatsWithout,
  isNative,
  unknownPaths,
} from '../../../src/domain/fetch/files-of-formats.ts';
import { publishedPaths } from '../../../src/domain/config/files.ts';

const files = publishedPaths.map((path) => ({ path, bytes: 0, sha256: '', contentType: '' }));

describe('The files of a format', () => {
  it.each([
    [['outputs'], ['amplify_outputs.json']],
    [['exports'], ['aws-exports.js']],
    [['json'], ['amplifyconfiguration.json']],
    [['env'], []],
    [['dart'], []],
    [['env', 'exports'], ['aws-exports.js']],
    [['android'], ['amplifyconfiguration.json', 'awsconfiguration.json']],
    [['ios'], ['amplifyconfiguration.json', 'awsconfiguration.json']],
    [['flutter'], ['amplifyconfiguration.dart']],
    [
      ['android', 'flutter'],
      [
        'android/amplifyconfiguration.json',
        'android/awsconfiguration.json',
        'flutter/amplifyconfiguration.dart',
      ],
    ],
    [['all'], publishedPaths],
    [['all', 'android'], publishedPaths],
  ] as const)('%j are named as their project has them: %j', (formats, names) => {
    expect(filesOf(formats, files).map(({ name }) => name)).toEqual(names);
  });

  it('never share a name, whatever is asked for', () => {
    for (const one of formatNames) {
      for (const other of formatNames) {
        const names = filesOf([one, other], files).map(({ name }) => name);

        expect([one, other, new Set(names).size]).toEqual([one, other, names.length]);
      }
    }
  });

  it('are told when nothing of it is published', () => {
    const web = files.filter(({ path }) => !isNative(path));

    expect(formatsWithout(web, ['outputs', 'ios'])).toEqual(['ios']);
    expect(formatsWithout([], ['all'])).toEqual(['all']);
    expect(formatsWithout(web, ['env', 'dart'])).toEqual(['env']);
    expect(formatsWithout([], ['dart'])).toEqual(['dart']);
    expect(formats.env.madeOf).toEqual(idFiles);
    expect(formatsWithout(files, formatNames)).toEqual([]);
  });

  it('are all that is published', () => {
    const each = formatNames.filter((name) => name !== 'all');

    expect(filesOf(each, files)).toHaveLength(publishedPaths.length);
  });

  it('are no file that is not published by this version, whoever names it', () => {
    const planted = ['.npmrc', 'android/build.gradle', 'ios/../x'].map((path) => ({
      ...files[0]!,
      path,
    }));

    expect(filesOf(['all', 'android'], planted)).toEqual([]);
    expect(unknownPaths(['android'], [...files, ...planted])).toEqual(['android/build.gradle']);
    expect(unknownPaths(['all'], files)).toEqual([]);
    expect(formatsWithout(planted, ['android', 'all'])).toEqual(['android', 'all']);
  });
});
