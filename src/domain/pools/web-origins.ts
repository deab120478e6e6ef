import type { RunRequest } from '../../contract/request.ts';
import { redirectsOf } from './oauth.ts';

/**
 * Where a web app is opened, as the callback URLs of its client tell; none where the request leaves OAuth out,
 * since URLs may then stand there of old. Schemes of native apps are no origin of a browser.
 */
export function webOrigins(
  { callbackUrls }: { readonly callbackUrls: readonly string[] },
  request: Pick<RunRequest, 'oauth' | 'redirects'>,
): readonly string[] {
  if (request.oauth === 'off') return [];
  const origins = redirectsOf(callbackUrls, request).flatMap((url) => {
    if (!URL.canParse(url)) return [];
    const { origin, protocol } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? [origin] : [];
  });
  return [...new Set(origins)];
}
