import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { labelOf, listing } from '../../contract/text.ts';
import type { AppClientDescription } from '../readings.ts';
import { addressOf } from './app-clients.ts';

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
type OAuthClient = Pick<
  AppClientDescription,
  'hostedUi' | 'providers' | 'flows' | 'scopes' | 'callbackUrls' | 'logoutUrls'
>;

/**
 * The OAuth block of a client, judged by the client's own flags and providers and never by the pool's;
 * `null` when it is off, not asked for, or incomplete (docs/facts/amplify-outputs.md).
 */
export function oauthOf(
  client: OAuthClient,
  domain: string | null,
  options: OAuthOptions,
): OAuth | null {
  const responseType = responseTypeOf(client);
  const redirectSignIn = redirectsOf(client.callbackUrls, options);
  const redirectSignOut = redirectsOf(client.logoutUrls, options);
  const lists = [redirectSignIn, redirectSignOut, client.scopes, client.providers];
  if (options.oauth === 'off' || !client.hostedUi || !domain || !responseType) return null;
  if (lists.some(({ length }) => length === 0)) return null;
  const { scopes, providers } = client;
  return { domain, scopes, redirectSignIn, redirectSignOut, responseType, providers };
}

/**
 * What keeps the clients of a request from offering the hosted UI, field by field: an error when the
 * request requires OAuth, a warning when it leaves it to the clients. One that has the hosted UI off
 * and shows no intent to use it is then left alone. `undefined`: the domain is not known.
 */
export function oauthFindings(
  clients: readonly AppClientDescription[],
  domain: string | null | undefined,
  request: ImportRequest,
): Finding[] {
  if (request.oauth === 'off') return [];
  const judged = clients.filter((client) => request.oauth === 'required' || isMeant(client));
  return [
    ...(domain === null && judged.length > 0 ? [noDomain(judged, request)] : []),
    ...judged.flatMap((client) => missingFields(client, request)),
    ...judged.filter(onlyImplicit).map(implicitFlow),
  ];
}

function isMeant({ hostedUi, flows, callbackUrls }: OAuthClient): boolean {
  return hostedUi || flows.length > 0 || callbackUrls.length > 0;
}

/** A scheme of an app's own is no less safe than https; plain http is for a developer's machine. */
function redirectsOf(urls: readonly string[], { redirects }: Pick<OAuthOptions, 'redirects'>) {
  const distinct = [...new Set(urls)];
  return redirects === 'https' ? distinct.filter((url) => !url.startsWith('http://')) : distinct;
}

function responseTypeOf({ flows }: OAuthClient): OAuth['responseType'] | null {
  if (flows.includes('code')) return 'code';
  return flows.includes('implicit') ? 'token' : null;
}

/** What the outcome is for a client that lacks something: it is said with each thing that it lacks. */
function outcomeOf({ oauth }: ImportRequest, whom = 'it') {
  return oauth === 'required'
    ? { severity: 'error' as const, so: 'and the request requires OAuth' }
    : { severity: 'warning' as const, so: `so no OAuth is published for ${whom}` };
}

function noDomain(clients: readonly AppClientDescription[], request: ImportRequest): Finding {
  const userPoolId = request.userPoolId ?? '';
  const { severity, so } = outcomeOf(request, clients.length > 1 ? 'them' : 'it');
  return finding('OAUTH_NO_DOMAIN', {
    subject: userPoolId,
    severity,
    message: `The user pool ${userPoolId} has no domain for ${clients.map(labelOf).join(' and ')}, ${so}.`,
    needed: 'Domain or CustomDomain',
    command: {
      region: regionOfPool(userPoolId),
      userPoolId,
      domain: `${request.app}-${request.env}`,
    },
  });
}

function missingFields(client: AppClientDescription, request: ImportRequest): Finding[] {
  const { severity, so } = outcomeOf(request);
  const lack = (what: string, needed: string) => ({
    subject: client.id,
    severity,
    message: `The app client ${labelOf(client)} ${what}, ${so}.`,
    needed,
  });
  const adding = (...values: readonly string[]) => ({
    command: { ...addressOf(client), values },
  });
  const { providers, scopes, hostedUi } = client;
  const findings: Finding[] = [];
  if (!hostedUi) {
    const details = lack('has the hosted UI switched off', 'AllowedOAuthFlowsUserPoolClient: true');
    findings.push(finding('OAUTH_HOSTED_UI_OFF', { ...details, command: addressOf(client) }));
  }
  findings.push(...missingUrls(client, request));
  if (responseTypeOf(client) === null) {
    const details = lack(
      'allows neither the code nor the implicit flow',
      'code in AllowedOAuthFlows',
    );
    // Cognito allows this flow alone only, so that adding another one to it fails.
    const machine = client.flows.includes('client_credentials');
    const ownClient = {
      found: 'client_credentials',
      resolution: 'Name a client for people: one for machines cannot have the code flow as well.',
    };
    findings.push(
      finding('OAUTH_NO_FLOW', { ...details, ...(machine ? ownClient : adding('code')) }),
    );
  }
  if (scopes.length === 0) {
    const details = lack('allows no scope', 'AllowedOAuthScopes');
    const command = adding('openid', 'email', 'profile', 'aws.cognito.signin.user.admin');
    findings.push(finding('OAUTH_NO_SCOPE', { ...details, ...command }));
  }
  if (providers.length === 0) {
    const details = lack('offers no identity provider', 'SupportedIdentityProviders');
    findings.push(finding('OAUTH_NO_PROVIDER', { ...details, ...adding('COGNITO') }));
  }
  return findings;
}

/** Where an app without a URL of the other kind could be; whoever mends it puts the true one there. */
const sampleUrl = 'https://app.example.com/';

function missingUrls(client: AppClientDescription, request: ImportRequest): Finding[] {
  const { severity, so } = outcomeOf(request);
  const { callbackUrls, logoutUrls } = client;
  const kinds = [
    ['OAUTH_NO_CALLBACK_URL', 'callback', 'CallbackURLs', callbackUrls, logoutUrls],
    ['OAUTH_NO_SIGNOUT_URL', 'sign-out', 'LogoutURLs', logoutUrls, callbackUrls],
  ] as const;
  return kinds.flatMap(([code, kind, needed, urls, others]) => {
    if (redirectsOf(urls, request).length > 0) return [];
    const what = urls.length > 0 ? `no https ${kind} URL left` : `no ${kind} URL`;
    const known = redirectsOf(others, request);
    const values = known.length > 0 ? known : [sampleUrl];
    return [
      finding(code, {
        subject: client.id,
        severity,
        message: `The app client ${labelOf(client)} has ${what}, ${so}.`,
        ...(urls.length > 0 && { found: listing(urls) }),
        needed: request.redirects === 'https' ? `an https URL in ${needed}` : needed,
        command: { ...addressOf(client), values },
      }),
    ];
  });
}

function onlyImplicit(client: AppClientDescription): boolean {
  return client.hostedUi && responseTypeOf(client) === 'token';
}

function implicitFlow(client: AppClientDescription): Finding {
  return finding('OAUTH_IMPLICIT_FLOW', {
    subject: client.id,
    message: `The app client ${labelOf(client)} allows the implicit flow only, which hands tokens out in the URL.`,
    command: { ...addressOf(client), values: ['code'] },
  });
}
