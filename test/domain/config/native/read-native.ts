import { isDeepStrictEqual } from 'node:util';

export type JsonObject = { readonly [key: string]: unknown };

/** What a library makes of a native file; a Dart file is read as Dart reads its constant. */
export function readNative(path: string, text: string): JsonObject {
  return JSON.parse(path.endsWith('.dart') ? dartConstant(text) : text) as JsonObject;
}

/** The auth section of a native file, which in `awsconfiguration.json` is the whole of it. */
export function authSection(path: string, text: string): JsonObject {
  const file = readNative(path, text);
  return path.includes('awsconfiguration') ? file : (at(file, authPlugin.split('.')) as JsonObject);
}

/** The value of `const amplifyconfig`: in a text that is not raw, `\` and `$` have a meaning. */
export function dartConstant(text: string): string {
  const [, raw, value = ''] = /^const amplifyconfig = (r?)'''([\s\S]*?)''';\n$/.exec(text) ?? [];
  if (raw === undefined) throw new Error(`No constant of Dart: ${text.slice(0, 60)}`);
  if (raw === '' && /[\\$]/.test(value)) throw new Error(`Dart would change it: ${value}`);
  return value;
}

const authPlugin = 'auth.plugins.awsCognitoAuthPlugin';

/** Keys whose values differ, by their path from the auth section on, or from the top. */
export function differingKeys(theirs: JsonObject, ours: JsonObject): readonly string[] {
  return leaves(theirs, ours, []).map((key) => key.replace(`${authPlugin}.`, ''));
}

/** The text of a native file without some keys of it. */
export function without(path: string, text: string, keys: readonly string[]): string {
  const file = readNative(path, text);
  const paths = keys.flatMap((key) => [key, `${authPlugin}.${key}`]);
  const json = JSON.stringify(pruned(file, [], new Set(paths)), null, 4);
  const before = JSON.stringify(file, null, 4);
  return text.replace(before, () => json);
}

function leaves(theirs: unknown, ours: unknown, path: readonly string[]): readonly string[] {
  if (isObject(theirs) && isObject(ours)) {
    const keys = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
    return [...keys].flatMap((key) => leaves(theirs[key], ours[key], [...path, key]));
  }
  return isDeepStrictEqual(theirs, ours) ? [] : [path.join('.')];
}

function pruned(node: unknown, path: readonly string[], gone: ReadonlySet<string>): unknown {
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !gone.has([...path, key].join('.')))
      .map(([key, value]) => [key, pruned(value, [...path, key], gone)]),
  );
}

function at(node: unknown, path: readonly string[]): unknown {
  return path.reduce((one, key) => (isObject(one) ? one[key] : undefined), node);
}

function isObject(node: unknown): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
