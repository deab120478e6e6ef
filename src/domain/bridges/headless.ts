import type { ClientSettings } from '../../contract/pool-settings.ts';
import type { Bridge, Bridged } from './bridged.ts';
import { placeRefusals } from './same-place.ts';

/**
 * The input of `amplify import auth --headless` (Gen 1), on one line as it reads it. All ids but that
 * of the identity pool are mandatory, and with that one the import is of both pools
 * (docs/facts/gen1-import.md, "Unattended import").
 */
export function headlessBridge(bridged: Bridged): Bridge {
  const { auth, identity } = bridged;
  const refusals = refusalsOf(bridged);
  if (refusals.length > 0) return { refusals };
  const request = {
    version: 1,
    userPoolId: auth.userPoolId,
    webClientId: auth.web.id,
    nativeClientId: auth.native.id,
    ...(identity && { identityPoolId: identity.identityPoolId }),
  };
  return {
    text: `${JSON.stringify(request)}\n`,
    notes: [
      ...(identity
        ? []
        : [
            'Without an identity pool Gen 1 imports the user pool only, for good: its type is fixed.',
          ]),
      `The Amplify project must be of region ${auth.region}: Gen 1 looks for the pools there.`,
      'In the Amplify project: <this command> | amplify import auth --headless',
    ],
  };
}

function refusalsOf(bridged: Bridged): readonly string[] {
  const { auth, identity, link } = bridged;
  const kinds = new Set(identity?.roles.map(({ kind }) => kind));
  const differing = differingSettings(auth.web, auth.native);
  return [
    ...placeRefusals(bridged, 'Gen 1'),
    // docs/facts/gen1-import.md, "Identity pool"
    ...(identity && !(kinds.has('authenticated') && kinds.has('guest'))
      ? [
          `Gen 1 needs an identity pool with a role for signed-in users and one for guests, and ${identity.identityPoolId} lacks one in this account.`,
        ]
      : []),
    // docs/facts/gen1-import.md, "App clients"
    ...(differing.length > 0
      ? [
          `Gen 1 refuses web and native clients that differ, and ${auth.web.id} and ${auth.native.id} do in ${differing.join(', ')}. Name one of them as both in the request of ${link.app}/${link.env}, or make them equal.`,
        ]
      : []),
  ];
}

/** Gen 1 compares these of two clients even when neither has a hosted UI. */
function differingSettings(web: ClientSettings, native: ClientSettings): readonly string[] {
  const settings = {
    CallbackURLs: 'callbackUrls',
    LogoutURLs: 'logoutUrls',
    AllowedOAuthFlows: 'flows',
    AllowedOAuthScopes: 'scopes',
    SupportedIdentityProviders: 'providers',
    AllowedOAuthFlowsUserPoolClient: 'hostedUi',
  } as const;
  const asSet = (value: boolean | readonly string[]) =>
    JSON.stringify(typeof value === 'boolean' ? value : [...new Set(value)].toSorted());
  return Object.entries(settings)
    .filter(([, key]) => asSet(web[key]) !== asSet(native[key]))
    .map(([name]) => name);
}
