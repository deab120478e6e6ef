import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { clientsWords, namedClientSchema } from '../named-client.ts';
import { labelOf } from '../text.ts';
import { catalogue, entry, names, updateIdentityPool } from './entry.ts';
import { accountWords, unknownRegionNote } from './pool-place.ts';
import { once } from '../when-asked.ts';

/** A user pool with one of its clients, as an identity pool names them. */
const provider = once(() => z.strictObject({ name: z.string(), clientId: z.string() }).readonly());
type Provider = z.infer<ReturnType<typeof provider>>;

/** Findings about the identity pool: where it is, and whose tokens it accepts. */
export const identityPoolCatalogue = catalogue(() => ({
  IDENTITY_POOL_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'The identity pool does not exist in the account and region that were asked.',
    facts: () => ({
      identityPool: z.string(),
      /** The account of the run, if it is known. */
      account: z.string().nullable(),
      /** The `readRoleArn` of the request with its account, and whether that account could be asked. */
      other: z
        .strictObject({ readRole: z.string(), account: z.string(), asked: z.boolean() })
        .readonly()
        .nullable(),
      regionKnown: z.boolean(),
    }),
    agreed: [],
    subject: ({ identityPool }) => identityPool,
    message({ identityPool, account, other, regionKnown }) {
      const region = regionOfPool(identityPool);
      const there =
        other &&
        (other.asked
          ? `, nor of account ${other.account} (asked by ${other.readRole})`
          : `, and ${other.readRole} could not look for it in account ${other.account}`);
      return `There is no identity pool ${identityPool} in ${region} of ${accountWords(account)}${there ?? ''}.${unknownRegionNote(region, regionKnown)}`;
    },
    found: ({ identityPool, account }) =>
      `no such pool in ${regionOfPool(identityPool)} of ${accountWords(account)}`,
    needed: () => 'an identity pool that is there',
    resolution:
      'Check the id, and that the run uses the account that holds the identity pool and its roles. For a pool of another account name a role there that may read it: "readRoleArn".',
    look: 'aws cognito-identity list-identity-pools --region <region> --max-results 60',
    values: ({ identityPool, regionKnown }) =>
      regionKnown ? { region: regionOfPool(identityPool) } : undefined,
  }),
  IDENTITY_POOL_CLIENT_MISMATCH: entry({
    severity: 'error',
    meaning: 'The identity pool does not accept the tokens of a published app client.',
    facts: () => ({
      identityPool: z.strictObject({ id: z.string(), name: z.string() }).readonly(),
      userPool: z.string(),
      /** The name by which an identity pool knows the user pool. */
      providerName: z.string(),
      /** The published clients that it does not accept. */
      clients: z.array(namedClientSchema()).readonly(),
      accepted: z.array(provider()).readonly(),
    }),
    agreed: [],
    subject: ({ identityPool }) => identityPool.id,
    message({ identityPool, clients, ...facts }) {
      const refused = `The identity pool ${labelOf(identityPool)} does not accept tokens of ${clientsWords(clients)}.`;
      const ids = clients.map(({ id }) => id);
      return [refused, ...facts.accepted.flatMap((one) => nearMiss(one, ids, facts))].join(' ');
    },
    found: ({ accepted }) =>
      accepted.map(({ name, clientId }) => `${name}:${clientId}`).join(', ') ||
      'no user pool at all',
    needed: ({ providerName, clients }) =>
      clients.map(({ id }) => `${providerName}:${id}`).join(', '),
    resolution:
      'Add user pool and app client as a provider of the identity pool; the command keeps its other settings.',
    command: updateIdentityPool(
      '\'.CognitoIdentityProviders += ($ARGS.positional | map({ProviderName: split("|")[0], ClientId: split("|")[1]}))\' --args <providers>',
    ),
    values: ({ identityPool, providerName, clients }) => ({
      region: regionOfPool(identityPool.id),
      identityPoolId: identityPool.id,
      providers: clients.map(({ id }) => `${providerName}|${id}`),
    }),
  }),
  IDENTITY_POOL_NEEDED: entry({
    severity: 'error',
    meaning: 'Grants are made on the roles of an identity pool, and the request names none.',
    /** Fields of the request that grant something. */
    facts: () => ({ granted: names }),
    agreed: [],
    subject: ({ granted }) => granted.join(', '),
    message: ({ granted }) =>
      `${granted.join(' and ')} ${granted.length > 1 ? 'are' : 'is'} granted on the roles of an identity pool, and the request names none.`,
    found: () => 'user pool only',
    needed: () => 'user pool and identity pool',
    resolution:
      'Name "identityPoolId", an identity pool that accepts the app clients of the user pool, or leave the grants out.',
    advice: ({ granted }) =>
      `Name "identityPoolId", an identity pool that accepts the app clients of the user pool, or leave ${granted.join(' and ')} out.`,
  }),
  IDENTITY_POOL_OTHER_REGION: entry({
    severity: 'warning',
    meaning:
      'Identity pool and user pool are in different regions, and libraries that take the region of one for the other get no AWS credentials: Android and iOS by `amplify_outputs.json`, Flutter by either file.',
    facts: () => ({ identityPool: z.string(), userPool: z.string() }),
    agreed: ['userPool'],
    subject: ({ identityPool }) => identityPool,
    message: ({ identityPool, userPool }) =>
      `The identity pool ${identityPool} is in ${regionOfPool(identityPool)}, the user pool ${userPool} in ${regionOfPool(userPool)}. JavaScript takes each region from the id. Android and iOS by amplify_outputs.json, and Flutter by either file, call the identity pool in ${regionOfPool(userPool)}, where it is not.`,
    found: ({ identityPool }) => regionOfPool(identityPool),
    resolution:
      'Nothing to do for web apps. On Android and iOS use `amplifyconfiguration.json` of the platform, which names both regions; an app with Flutter needs an identity pool in the region of the user pool.',
  }),
  IDENTITY_POOL_OTHER_ACCOUNT: entry({
    severity: {
      usually: 'warning',
      of: ({ granted }) => (granted.length > 0 ? 'error' : 'warning'),
    },
    meaning:
      'The identity pool is in the account of `readRoleArn`, so its roles were not read and cannot be granted anything.',
    facts: () => ({
      identityPool: z.string(),
      /** The account of the identity pool, and the role that reads it there. */
      account: z.string(),
      readRole: z.string(),
      /** The account of the run, if it is known. */
      runAccount: z.string().nullable(),
      /** Fields of the request that grant something. */
      granted: names,
    }),
    agreed: ['account'],
    subject: ({ identityPool }) => identityPool,
    message: ({ identityPool, account, readRole, granted }) =>
      `The identity pool ${identityPool} is in account ${account}, where ${readRole} reads it. Its roles are there as well: this import neither reads nor writes them.` +
      (granted.length > 0 ? ` ${granted.join(' and ')} cannot be granted on them.` : ''),
    found: ({ account }) => `account ${account}`,
    needed: ({ runAccount }) => accountWords(runAccount),
    resolution:
      'If the app needs grants, run the import in the account of the identity pool, or use an identity pool of this account.',
  }),
  TOKEN_CHECK_OFF: entry({
    severity: 'info',
    meaning:
      'The identity pool does not ask the user pool whether a token is still valid: a user who was signed out or disabled gets AWS credentials until the token expires.',
    facts: () => ({ identityPool: z.string(), clients: z.array(namedClientSchema()).readonly() }),
    agreed: [],
    subject: ({ identityPool }) => identityPool,
    message: ({ clients }) =>
      `The identity pool does not ask the user pool whether tokens of ${clientsWords(clients)} are still valid: a user who was signed out or disabled gets AWS credentials until the token expires.`,
    found: ({ clients }) =>
      `ServerSideTokenCheck false for ${clients.map(({ id }) => id).join(', ')}`,
    resolution:
      'Switch the server-side token check on if that matters; the command keeps the other settings.',
    command: updateIdentityPool(
      "'(.CognitoIdentityProviders[] | select(.ClientId | IN($ARGS.positional[]))).ServerSideTokenCheck = true' --args <clientIds>",
    ),
    values: ({ identityPool, clients }) => ({
      region: regionOfPool(identityPool),
      identityPoolId: identityPool,
      clientIds: clients.map(({ id }) => id),
    }),
  }),
}));

/** What of an accepted provider is almost right, and what is not. */
function nearMiss(
  { name, clientId }: Provider,
  refused: readonly string[],
  { userPool, providerName }: { readonly userPool: string; readonly providerName: string },
): readonly string[] {
  const sameClient = refused.includes(clientId);
  if (name === providerName) {
    return sameClient ? [] : [`It accepts the user pool with another client, ${clientId}.`];
  }
  if (name.endsWith(`/${userPool}`)) {
    return [
      `It names the user pool id under another endpoint, ${name}: the endpoint must be that of the region ${regionOfPool(userPool)}.`,
    ];
  }
  return sameClient
    ? [`It names the client ${clientId} with a user pool of another name, ${name}.`]
    : [];
}
