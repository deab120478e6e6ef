import { finding, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AppClientDescription } from '../readings.ts';
import { clientFactOf, clientsOf, type ChosenClients } from './app-clients.ts';
import { oauthOf } from './oauth.ts';

/** Authorizes users for themselves (API reference, GetUser, ChangePassword, SetUserMFAPreference). */
const userApi = 'aws.cognito.signin.user.admin';

/**
 * What users of a complete hosted UI meet: which tokens they get (Cognito guide, "Scopes, M2M, and
 * resource servers") and how they come back to an app. `domain` as the config has it.
 */
export function oauthUseFindings(
  chosen: ChosenClients,
  domain: string | null,
  request: RunRequest,
): Finding[] {
  const offered = (client: AppClientDescription) => oauthOf(client, domain, request);
  const clients = clientsOf(chosen).filter((client) => offered(client) !== null);
  return [
    ...clients.flatMap((client) => scopeFindings(client, request)),
    ...clients
      .filter(({ id }) => id === chosen.native?.id)
      .flatMap((client) => redirectFindings(client, offered(client)?.redirectSignIn ?? [])),
  ];
}

function scopeFindings(client: AppClientDescription, request: RunRequest): Finding[] {
  const { scopes } = client;
  const facts = { client: clientFactOf(client), scopes };
  return [
    ...(scopes.includes('openid')
      ? []
      : [
          finding('OAUTH_NO_OPENID', {
            ...facts,
            required: request.oauth === 'required',
            identityPool: request.identityPoolId !== null,
          }),
        ]),
    ...(scopes.includes(userApi) ? [] : [finding('OAUTH_NO_USER_API', facts)]),
  ];
}

function redirectFindings(client: AppClientDescription, urls: readonly string[]): Finding[] {
  if (urls.some((url) => !/^https?:/i.test(url))) return [];
  return [finding('NATIVE_REDIRECT_MISSING', { client: clientFactOf(client), urls })];
}
