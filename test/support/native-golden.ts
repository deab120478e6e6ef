import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runRequestSchema } from '../../src/contract/request.ts';
import type { NativePlatform } from '../../src/domain/config/native/platform.ts';
import type { GoldenAnswers } from './golden.ts';

const folder = join(process.cwd(), 'test/golden');

/** The native files by their published path, which is where they lie in the recorded imports too. */
export const nativePaths = [
  'android/amplifyconfiguration.json',
  'android/awsconfiguration.json',
  'flutter/amplifyconfiguration.dart',
  'ios/amplifyconfiguration.json',
  'ios/awsconfiguration.json',
] as const;
export type NativePath = (typeof nativePaths)[number];

/** The recorded imports into projects of native frontends. */
export const nativeGoldenNames: readonly string[] = readdirSync(folder).filter((name) =>
  existsSync(join(folder, name, 'expected/android')),
);

export function platformOf(path: NativePath): NativePlatform {
  return path.split('/')[0] as NativePlatform;
}

/** The incumbent's text of a native file. */
export function incumbentText(name: string, path: NativePath): string {
  return readFileSync(join(folder, name, 'expected', path), 'utf8');
}

/** The bucket that the incumbent made when the project of a platform was pushed, where it did. */
const buckets: Readonly<Record<NativePlatform, string>> = {
  android: 'peermedia0298c-dev',
  ios: 'peermedia15070-dev',
  flutter: 'peermedia75778-dev',
};

/** A recorded import of one platform: what AWS answered, and our request for the same. */
export function nativeGolden(name: string, platform: NativePlatform) {
  const read = (path: string): unknown =>
    JSON.parse(readFileSync(join(folder, name, path), 'utf8'));
  const { version: _version, ...ids } = read('request.json') as { version: number };
  const bucket = buckets[platform];
  const storage = [{ bucket, authenticated: ['create', 'read', 'update', 'delete'] }];
  const grants = name.includes('.storage-') ? { storage } : {};
  return {
    bucket,
    answers: read('input.json') as GoldenAnswers,
    request: runRequestSchema().parse({ app: 'peerapp', env: 'dev', ...ids, grants }),
  };
}
