import { dartOf, jsonOfDart } from './dart.ts';
import { nativeJson, type NativePlatform } from './platform.ts';

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
type JsonObject = { readonly [key: string]: Json };

const plugin = ['auth', 'plugins', 'awsCognitoAuthPlugin'];
/** The native files by their published path, and where in them the auth section is. */
const authSections: Readonly<Record<string, readonly string[]>> = {
  'android/amplifyconfiguration.json': plugin,
  'android/awsconfiguration.json': [],
  'flutter/amplifyconfiguration.dart': plugin,
  'ios/amplifyconfiguration.json': plugin,
  'ios/awsconfiguration.json': [],
};

/** After which key of the user pool each platform has the secret (docs/facts/gen1-files.md). */
const secretAfter: Readonly<Record<NativePlatform, string>> = {
  android: 'Region',
  ios: 'Region',
  flutter: 'AppClientId',
};

/**
 * A copy of a published native file with the secret of the native client at every place that its
 * library looks at. Files of the web client come back as they are. The result is a secret: it is for
 * a local copy, and is neither published nor committed.
 *
 * @param path where the file is published, relative to the link's folder
 */
export function withNativeClientSecret(path: string, text: string, secret: string): string {
  const section = authSections[path];
  if (!section) return text;
  const platform = path.split('/')[0] as NativePlatform;
  const dart = path.endsWith('.dart');
  const before = JSON.parse((dart ? jsonOfDart(text) : text) ?? 'null') as Json;
  const places = [
    { at: ['CognitoUserPool', 'Default'], after: secretAfter[platform] },
    { at: ['Auth', 'Default', 'OAuth'], after: 'AppClientId' },
  ];
  const after = places.reduce(
    (file, place) =>
      changed(file, [...section, ...place.at], (node) => withSecret(node, place.after, secret)),
    before,
  );
  const json = nativeJson(after as JsonObject);
  return dart ? dartOf(json) : json;
}

/** Changes the object at a path, if the file has it: without hosted UI it has no `OAuth`. */
function changed(
  node: Json,
  [key, ...rest]: readonly string[],
  change: (node: JsonObject) => JsonObject,
): Json {
  if (!isObject(node)) return node;
  if (key === undefined) return change(node);
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [
      name,
      name === key ? changed(value, rest, change) : value,
    ]),
  );
}

function withSecret(node: JsonObject, after: string, secret: string): JsonObject {
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== 'AppClientSecret')
      .flatMap(([key, value]) => [
        [key, value],
        ...(key === after ? [['AppClientSecret', secret]] : []),
      ]),
  ) as JsonObject;
}

function isObject(node: Json): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
