// What a frontend can ask for. The command line tells it before anything else is loaded: this file
// imports nothing.

/** Some of the published files, as a frontend asks for them. */
export type FormatEntry = {
  /** What they are, for the help. */
  readonly about: string;
  /** Whether they are for libraries of a platform that can keep a client secret, in a folder of that name. */
  readonly isPlatform: boolean;
  /** Whether a published file is one of them. */
  readonly holds: (path: string) => boolean;
  /** The published files that it is made of, where it is none itself. */
  readonly madeOf?: readonly string[];
};

export const formats = {
  outputs: file('amplify_outputs.json'),
  exports: file('aws-exports.js'),
  json: file('amplifyconfiguration.json', ' for JavaScript'),
  android: platform('android', 'the files of Amplify Android and the AWS SDK for Android'),
  ios: platform('ios', 'the files of Amplify Swift and the AWS SDK for iOS'),
  flutter: platform('flutter', 'the file of Amplify Flutter'),
  all: { about: 'everything that is published', isPlatform: false, holds: () => true },
  dart: made('amplify_outputs.dart for Flutter, made of amplify_outputs.json; no part of all', [
    'amplify_outputs.json',
  ]),
  env: made('lines in .env, made of the others; no part of all', [
    'amplify_outputs.json',
    'android/awsconfiguration.json',
  ]),
} as const satisfies Readonly<Record<string, FormatEntry>>;

export type Format = keyof typeof formats;

/** @internal for tests, which hold pages and files to the list */
export const formatNames = Object.keys(formats) as readonly Format[];

function file(name: string, of = ''): FormatEntry {
  return { about: `${name}${of}`, isPlatform: false, holds: (path) => path === name };
}

function platform(name: string, about: string): FormatEntry {
  return { about, isPlatform: true, holds: (path) => path.startsWith(`${name}/`) };
}

function made(about: string, madeOf: readonly string[]): FormatEntry {
  return { about, isPlatform: false, holds: () => false, madeOf };
}
