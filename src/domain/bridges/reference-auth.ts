import { regionOfPool } from '../../contract/aws-names.ts';
import { factsIn, type Finding } from '../../contract/findings.ts';
import { clientsWords } from '../../contract/named-client.ts';
import { partitionOf } from '../ids.ts';
import type { Bridge, Bridged } from './bridged.ts';
import { groupNotes, groupRolesOf, roleOf } from './roles-of.ts';
import { placeRefusals } from './same-place.ts';
import { typescriptValue } from './typescript-text.ts';

/**
 * `amplify/auth/resource.ts` of an Amplify Gen 2 backend. What `referenceAuth` would fail on, it fails
 * on in the middle of a deployment, one reason at a time: all of them are told here before.
 */
export function referenceAuthBridge(bridged: Bridged): Bridge {
  const { link, auth, identity } = bridged;
  const authRoleArn = roleOf(identity, 'authenticated');
  const unauthRoleArn = roleOf(identity, 'guest');
  const refusals = refusalsOf(bridged);
  if (!identity || refusals.length > 0) return { refusals, instead: 'add-output' };
  const groups = groupRolesOf(auth);
  const props = {
    userPoolId: auth.userPoolId,
    userPoolClientId: auth.web.id,
    identityPoolId: identity.identityPoolId,
    authRoleArn,
    unauthRoleArn,
    ...(Object.keys(groups).length > 0 && { groups }),
  };
  return {
    text: `// amplify/auth/resource.ts, from ${link.app}/${link.env} by "amplify-import bridge reference-auth".
// Deploy the backend in ${auth.region}, in the account of these pools: referenceAuth looks for them there.
import { referenceAuth } from '@aws-amplify/backend';

export const auth = referenceAuth(${typescriptValue(props)});
`,
    notes: [
      ...(auth.native.id === auth.web.id
        ? []
        : [`referenceAuth knows one client: the native client ${auth.native.id} is left out.`]),
      ...(missingForProviders(bridged).length > 0
        ? [
            `If the user pool has an identity provider, even one that ${auth.web.id} does not offer, referenceAuth refuses it for lack of ${missingForProviders(bridged).join(' and ')}. Which providers the pool has is not known here.`,
          ]
        : []),
      ...groupNotes(auth),
    ],
  };
}

/**
 * What it checks, as far as a run knows what that asks (docs/facts/gen2-backend.md, "What referenceAuth
 * checks").
 */
function refusalsOf(bridged: Bridged): readonly string[] {
  const { auth, identity, request, errors } = bridged;
  const { web } = auth;
  const external = web.providers.filter((name) => name !== 'COGNITO');
  const partition = partitionOf(regionOfPool(auth.userPoolId));
  const missing = missingForProviders(bridged);
  return [
    ...(request.identityPoolId === null
      ? ['referenceAuth needs an identity pool, and there is none.']
      : []),
    ...(auth.aliasAttributes.length > 0
      ? [
          `referenceAuth refuses user pools with alias attributes, and ${auth.userPoolId} has ${auth.aliasAttributes.join(', ')}.`,
        ]
      : []),
    ...(external.length > 0 && missing.length > 0
      ? [
          `referenceAuth refuses a user pool with identity providers without ${missing.join(' and ')}, and ${web.id} offers ${external.join(', ')}.`,
        ]
      : []),
    ...(web.hasSecret
      ? [`referenceAuth needs a client without a secret, and ${web.id} has one.`]
      : []),
    ...(partition === 'aws'
      ? []
      : [
          `referenceAuth writes names and ARNs of the partition aws only, and the pools lie in ${partition}.`,
        ]),
    ...placeRefusals(bridged, 'referenceAuth'),
    ...(identity ? roleRefusals(bridged) : []),
    ...errors.flatMap(clientRefusals),
  ];
}

/** A report of an earlier version does not say which clients the identity pool does not accept. */
function clientRefusals(error: Finding): readonly string[] {
  if (error.code !== 'IDENTITY_POOL_CLIENT_MISMATCH') return [];
  const facts = factsIn('IDENTITY_POOL_CLIENT_MISMATCH', error);
  const refused = facts ? clientsWords(facts.clients) : 'a published client';
  return [
    `referenceAuth needs an identity pool that accepts the tokens of the app client, and ${error.subject} does not accept those of ${refused}.`,
  ];
}

function roleRefusals({ identity }: Bridged): readonly string[] {
  return (['authenticated', 'guest'] as const)
    .filter((kind) => roleOf(identity, kind) === null)
    .map((kind) => {
      const whom = kind === 'guest' ? 'guests' : 'signed-in users';
      return `referenceAuth needs a role for ${whom}, and ${identity?.identityPoolId} has none in this account.`;
    });
}

/** What it demands as soon as the pool has any identity provider, whichever clients offer it. */
function missingForProviders({ auth: { domain, web } }: Bridged): readonly string[] {
  return [
    ...(domain === null ? ['a domain'] : []),
    ...(web.callbackUrls.length === 0 ? ['callback URLs'] : []),
    ...(web.logoutUrls.length === 0 ? ['sign-out URLs'] : []),
  ];
}
