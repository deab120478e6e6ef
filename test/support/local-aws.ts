/**
 * Where a request to AWS goes on this machine: to the emulator, which knows by the header `host` what
 * it is for. `null`: it is for somebody else, and must not be sent.
 */
export function localUrlOf(url: string, endpoint: string): string | null {
  const { protocol, hostname, pathname, search } = new URL(url);
  const isAws = /(^cognito-(idp|identity)|^[a-z0-9.-]+\.s3)\.[a-z0-9-]+\.amazonaws\.com$/;
  return protocol === 'https:' && isAws.test(hostname) ? `${endpoint}${pathname}${search}` : null;
}
