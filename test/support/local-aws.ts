/**
 * Where a request to AWS goes on this machine: the same request at the emulator. `null`: it is for
 * somebody else, and must not be sent.
 */
export function localUrlOf(url: string, endpoint: string): string | null {
  const { protocol, hostname, pathname, search } = new URL(url);
  if (protocol !== 'https:') return null;
  const [, bucket] = /^([a-z0-9.-]+)\.s3\.[a-z0-9-]+\.amazonaws\.com$/.exec(hostname) ?? [];
  // The emulator resolves no names: a bucket stands in the path there.
  if (bucket) return `${endpoint}/${bucket}${pathname}${search}`;
  const isCognito = /^cognito-(idp|identity)\.[a-z0-9-]+\.amazonaws\.com$/.test(hostname);
  return isCognito ? `${endpoint}${pathname}${search}` : null;
}
