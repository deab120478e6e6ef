import { finding, type Finding, type FindingCode } from '../../contract/findings.ts';
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

/** What the hosted UI needs, by its name in Cognito, and the code for its lack. */
const missingFields = {
  AllowedOAuthFlowsUserPoolClient: 'OAUTH_HOSTED_UI_OFF',
  Domain: 'OAUTH_NO_DOMAIN',
  CallbackURLs: 'OAUTH_NO_CALLBACK_URL',
  LogoutURLs: 'OAUTH_NO_SIGNOUT_URL',
  AllowedOAuthFlows: 'OAUTH_NO_FLOW',
  AllowedOAuthScopes: 'OAUTH_NO_SCOPE',
} as const satisfies Record<string, FindingCode>;
type MissingField = keyof typeof missingFields;

type OAuthOptions = Pick<ImportRequest, 'oauth' | 'redirects'>;
type Judged = { readonly oauth: OAuth | null; readonly missing: readonly MissingField[] };

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
    const lacks: MissingField[] = [
      ...(client.hostedUi ? [] : ['AllowedOAuthFlowsUserPoolClient' as const]),
      ...missing,
    ];
    if (lacks.length === 0) return [];
    const severity = request.oauth === 'required' ? 'error' : 'warning';
    return lacks.map((field) => finding(missingFields[field], { subject: client.id, severity }));
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
  const present: readonly (readonly [MissingField, boolean])[] = [
    ['Domain', domain !== null],
    ['CallbackURLs', redirectSignIn.length > 0],
    ['LogoutURLs', redirectSignOut.length > 0],
    ['AllowedOAuthFlows', responseType !== null],
    ['AllowedOAuthScopes', client.scopes.length > 0],
  ];
  const missing = present.flatMap(([field, there]) => (there ? [] : [field]));
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
