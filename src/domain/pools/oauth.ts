import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { AuthSettings, ClientSettings } from '../../contract/slices.ts';

/** The hosted UI of one app client, complete: libraries break on a half block. */
export type OAuth = {
  readonly domain: string;
  readonly scopes: readonly string[];
  readonly redirectSignIn: readonly string[];
  readonly redirectSignOut: readonly string[];
  /** `code` if the client allows it, else the implicit flow's `token`. */
  readonly responseType: 'code' | 'token';
  readonly providers: readonly string[];
};

type OAuthOptions = Pick<ImportRequest, 'oauth' | 'redirects'>;
type Judged = { readonly oauth: OAuth | null; readonly missing: readonly string[] };

/**
 * The OAuth block of a client, judged by the client's own flags and never by the pool's providers;
 * `null` when it is off, not asked for, or incomplete (gen2-outputs 1.6 and 2.2).
 */
export function oauthOf(
  client: ClientSettings,
  domain: string | null,
  options: OAuthOptions,
): OAuth | null {
  return options.oauth === 'off' || !client.hostedUi ? null : judge(client, domain, options).oauth;
}

/** What keeps the clients of a request from offering the hosted UI. */
export function oauthFindings(settings: AuthSettings, request: ImportRequest): Finding[] {
  if (request.oauth === 'off') return [];
  const clients =
    settings.web.id === settings.native.id ? [settings.web] : [settings.web, settings.native];
  return clients.flatMap((client) => {
    if (!client.hostedUi && request.oauth === 'auto') return [];
    const { missing } = judge(client, settings.domain, request);
    const lacks = [...(client.hostedUi ? [] : ['AllowedOAuthFlowsUserPoolClient']), ...missing];
    if (lacks.length === 0) return [];
    return [
      finding(request.oauth === 'required' ? 'OAUTH_REQUIRED' : 'OAUTH_INCOMPLETE', {
        subject: client.id,
        message: `The app client ${client.name} (${client.id}) cannot offer the hosted UI, so no OAuth is published for it.`,
        needed: lacks.join(', '),
      }),
    ];
  });
}

function judge(client: ClientSettings, domain: string | null, options: OAuthOptions): Judged {
  const wanted = (urls: readonly string[]) =>
    options.redirects === 'https' ? urls.filter((url) => url.startsWith('https://')) : urls;
  const redirectSignIn = wanted(client.callbackUrls);
  const redirectSignOut = wanted(client.logoutUrls);
  const responseType = client.flows.includes('code')
    ? 'code'
    : client.flows.includes('implicit')
      ? 'token'
      : null;
  const missing = [
    ...(domain ? [] : ['Domain']),
    ...(redirectSignIn.length > 0 ? [] : ['CallbackURLs']),
    ...(redirectSignOut.length > 0 ? [] : ['LogoutURLs']),
    ...(responseType ? [] : ['AllowedOAuthFlows']),
    ...(client.scopes.length > 0 ? [] : ['AllowedOAuthScopes']),
  ];
  if (!domain || !responseType || missing.length > 0) return { oauth: null, missing };
  return {
    oauth: {
      domain,
      scopes: client.scopes,
      redirectSignIn,
      redirectSignOut,
      responseType,
      providers: client.providers,
    },
    missing,
  };
}
