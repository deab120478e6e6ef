import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { ClientSettings } from '../../contract/pool-settings.ts';
import { oauthOf } from '../pools/oauth.ts';
import type { ClientConfig } from './client-config.ts';
import { unjoinable } from './joined-redirects.ts';

/** What one of the libraries cannot read of a file that is right (docs/facts/native-libraries.md). */
export function libraryFindings(config: ClientConfig): Finding[] {
  const { web, native } = config.auth;
  return [
    ...unknownToAndroid(config),
    ...splitRedirects(config, web, 'JavaScript'),
    ...splitRedirects(config, native, 'Flutter'),
  ];
}

function unknownToAndroid({ auth: { userPoolId, mfaMethods } }: ClientConfig): Finding[] {
  if (!mfaMethods.includes('EMAIL')) return [];
  return [finding('OUTPUTS_REFUSED_BY_ANDROID', { userPool: userPoolId })];
}

function splitRedirects(
  { auth, options }: ClientConfig,
  client: ClientSettings,
  reader: FactsOf<'REDIRECT_WITH_COMMA'>['reader'],
): Finding[] {
  const oauth = oauthOf(client, auth.domain, options);
  const urls = unjoinable(oauth ? [...oauth.redirectSignIn, ...oauth.redirectSignOut] : []);
  if (urls.length === 0) return [];
  const { id, name } = client;
  return [
    finding('REDIRECT_WITH_COMMA', {
      client: { id, name, userPool: auth.userPoolId },
      reader,
      urls: [...new Set(urls)],
    }),
  ];
}
