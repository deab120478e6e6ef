/** A value of parsed JSON that has keys. */
type Tree = { [key: string]: unknown };

/** Where a file of a mobile library keeps its text around the JSON, if it is no JSON itself. */
const dartString = /^([^]*?''')([^]*)('''[^]*)$/;

/**
 * Adds the secret of the native client to a file of a mobile library, wherever the library looks for it:
 * beside the client's id in `CognitoUserPool` and in `OAuth`. A file of another kind comes back as it is.
 */
export function withNativeClientSecret(path: string, text: string, secret: string): string {
  if (!/^(android|ios|flutter)\//.test(path)) return text;
  const [, before = '', json = text, after = ''] = dartString.exec(text) ?? [];
  const config = JSON.parse(json) as Tree;
  const plugin = treeAt(config, ['auth', 'plugins', 'awsCognitoAuthPlugin']) ?? config;
  const first = path.startsWith('flutter/');
  addSecret(treeAt(plugin, ['CognitoUserPool', 'Default']), secret, first ? 'Region' : null);
  addSecret(treeAt(plugin, ['Auth', 'Default', 'OAuth']), secret, 'SignInRedirectURI');
  const [, indent = '  '] = /\n([ \t]+)"/.exec(json) ?? [];
  const tail = json.slice(json.trimEnd().length);
  return `${before}${JSON.stringify(config, null, indent)}${tail}${after}`;
}

/** Puts the secret before the key that the incumbent has behind it, or last. */
function addSecret(client: Tree | null, secret: string, before: string | null): void {
  if (client === null || !('AppClientId' in client)) return;
  const entries = Object.entries(client).filter(([key]) => key !== 'AppClientSecret');
  const at = entries.findIndex(([key]) => key === before);
  entries.splice(at < 0 ? entries.length : at, 0, ['AppClientSecret', secret]);
  for (const key of Object.keys(client)) delete client[key];
  Object.assign(client, Object.fromEntries(entries));
}

function treeAt(tree: Tree, path: readonly string[]): Tree | null {
  let found: unknown = tree;
  for (const key of path) found = (found as Tree | undefined)?.[key];
  return typeof found === 'object' && found !== null ? (found as Tree) : null;
}
