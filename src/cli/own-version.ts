/** Bundled as it stands when the command is built. */
export async function ownVersion(): Promise<string> {
  const { default: own } = await import('../../package.json', { with: { type: 'json' } });
  return own.version;
}
