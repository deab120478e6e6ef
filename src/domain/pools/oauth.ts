import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AppClientDescription } from '../readings.ts';
import { clientFactOf } from './app-clients.ts';

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

type OAuthOptions = Pick<RunRequest, 'oauth' | 'redirects'>;
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
  request: RunRequest,
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
export function redirectsOf(
  urls: readonly string[],
  { redirects }: Pick<OAuthOptions, 'redirects'>,
) {
  const distinct = [...new Set(urls)];
  return redirects === 'https' ? distinct.filter((url) => !url.startsWith('http://')) : distinct;
}

function responseTypeOf({ flows }: OAuthClient): OAuth['responseType'] | null {
  if (flows.includes('code')) return 'code';
  return flows.includes('implicit') ? 'token' : null;
}

/** What findings say of a request and one of its clients. */
function lacking(client: AppClientDescription, { oauth }: RunRequest) {
  return { client: clientFactOf(client), required: oauth === 'required' };
}

function noDomain(clients: readonly AppClientDescription[], request: RunRequest): Finding {
  return finding('OAUTH_NO_DOMAIN', {
    userPool: request.userPoolId,
    clients: clients.map(clientFactOf),
    required: request.oauth === 'required',
    suggested: `${request.app}-${request.env}`,
  });
}

function missingFields(client: AppClientDescription, request: RunRequest): Finding[] {
  const facts = lacking(client, request);
  const forMachines = client.flows.includes('client_credentials');
  return [
    ...(client.hostedUi ? [] : [finding('OAUTH_HOSTED_UI_OFF', facts)]),
    ...missingUrls(client, request),
    ...(responseTypeOf(client) === null
      ? [finding('OAUTH_NO_FLOW', { ...facts, forMachines })]
      : []),
    ...(client.scopes.length === 0 ? [finding('OAUTH_NO_SCOPE', facts)] : []),
    ...(client.providers.length === 0 ? [finding('OAUTH_NO_PROVIDER', facts)] : []),
  ];
}

/** Where one kind of URL is missing, the other kind may tell where the app is. */
function missingUrls(client: AppClientDescription, request: RunRequest): Finding[] {
  const { callbackUrls, logoutUrls } = client;
  const [callback, signOut] = [callbackUrls, logoutUrls].map((urls) => redirectsOf(urls, request));
  const facts = { ...lacking(client, request), onlyHttps: request.redirects === 'https' };
  const urls = (standing: readonly string[], suggested: readonly string[] = []) => ({
    ...facts,
    urls: [...standing],
    suggested: [...suggested],
  });
  return [
    ...(callback?.length === 0
      ? [finding('OAUTH_NO_CALLBACK_URL', urls(callbackUrls, signOut))]
      : []),
    ...(signOut?.length === 0 ? [finding('OAUTH_NO_SIGNOUT_URL', urls(logoutUrls, callback))] : []),
  ];
}

function onlyImplicit(client: AppClientDescription): boolean {
  return client.hostedUi && responseTypeOf(client) === 'token';
}

function implicitFlow(client: AppClientDescription): Finding {
  return finding('OAUTH_IMPLICIT_FLOW', { client: clientFactOf(client) });
}
