import { finding, type Finding } from '../../contract/findings.ts';
import type { GraphqlGrant } from '../../contract/grants/graphql.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { grantsAnything } from './granted-to.ts';
import { graphqlApi } from './graphql.ts';
import type { NamedResource } from '../../contract/named-resource.ts';
import { resourceKey } from './granted-resource.ts';
import { factsOf, type GraphqlApiFacts, type ResourceReadings } from './resource-readings.ts';
import { clientsLeftOut, trustIn, type PoolTrust } from './trusted-pools.ts';

/** One GraphQL API, what it is like, and who is granted something on it. */
type GrantedApi = {
  readonly api: NamedResource;
  readonly facts: GraphqlApiFacts;
  readonly trust: PoolTrust;
  readonly toUsers: boolean;
  readonly toGuests: boolean;
};

/** Whether the GraphQL APIs that a request grants let users in by the role, or by the pool's tokens. */
export function graphqlApiFindings(
  request: ImportRequest,
  readings: ResourceReadings,
  clients: readonly string[],
): Finding[] {
  return grantedApis(request, readings, clients).flatMap((granted) => [
    ...otherPool(granted, request),
    ...otherClients(granted, request, clients),
    ...withoutIam(granted),
    ...needsNoGrant(granted, request),
  ]);
}

/** The request without the grants that need no role: signed-in users get in by the tokens of its pool. */
export function withoutNeedlessGrants(
  request: ImportRequest,
  readings: ResourceReadings,
  clients: readonly string[],
): Pick<ImportRequest, 'grants'> {
  const graphql = request.grants.graphql.filter((grant) => {
    const facts = factsOf(readings[keyOf(grant, request)], 'appsync');
    const app = { userPoolId: request.userPoolId ?? '', clients };
    return !facts || trustIn(facts, app) !== 'whole' || grantsAnything(grant.guest);
  });
  return { grants: { ...request.grants, graphql } };
}

function grantedApis(
  request: ImportRequest,
  readings: ResourceReadings,
  clients: readonly string[],
): readonly GrantedApi[] {
  const { graphql } = request.grants;
  const keys = [...new Set(graphql.map((grant) => keyOf(grant, request)))];
  return keys.flatMap((key) => {
    const grants = graphql.filter((grant) => keyOf(grant, request) === key);
    const [first] = grants;
    const facts = factsOf(readings[key], 'appsync');
    if (!first || !facts) return [];
    return [
      {
        api: graphqlApi(first, regionOfPool(request.userPoolId ?? '')),
        facts,
        trust: trustIn(facts, { userPoolId: request.userPoolId ?? '', clients }),
        toUsers: grants.some(({ authenticated, groups }) =>
          [authenticated, ...Object.values(groups)].some(grantsAnything),
        ),
        toGuests: grants.some(({ guest }) => grantsAnything(guest)),
      },
    ];
  });
}

function keyOf(grant: GraphqlGrant, { userPoolId }: ImportRequest): string {
  return resourceKey(graphqlApi(grant, regionOfPool(userPoolId ?? '')));
}

function takesIam({ authenticationTypes }: GraphqlApiFacts): boolean {
  return authenticationTypes.includes('AWS_IAM');
}

/** By its ids alone nobody would notice: the API stays with the pool that it was made with. */
function otherPool({ api, facts, trust, toUsers }: GrantedApi, request: ImportRequest): Finding[] {
  const pools = facts.trustedPools.map(({ userPoolId }) => userPoolId);
  if (!toUsers || pools.length === 0 || trust !== 'none') return [];
  const userPoolId = request.userPoolId ?? '';
  const iam = takesIam(facts);
  return [
    finding('API_TRUSTS_OTHER_POOL', {
      subject: api.id,
      severity: iam ? 'warning' : 'error',
      message: `The GraphQL API ${api.id} takes the tokens of ${pools.join(' and ')}, not those of ${userPoolId}.${iam ? ' Users of this app get in by IAM only.' : ''}`,
      found: pools.join(', '),
      needed: userPoolId,
      command: {
        region: api.region ?? '',
        api: api.id,
        userPoolId,
        poolRegion: regionOfPool(userPoolId),
      },
    }),
  ];
}

/** It looks like the right pool, and yet the tokens of this app are turned away. */
function otherClients(
  { api, facts, trust, toUsers }: GrantedApi,
  { userPoolId: pool }: ImportRequest,
  clients: readonly string[],
): Finding[] {
  if (!toUsers || trust !== 'other-clients') return [];
  const userPoolId = pool ?? '';
  const trusted = facts.trustedPools.filter((one) => one.userPoolId === userPoolId);
  const taken = trusted.flatMap((one) => one.clients ?? []);
  const leftOut = clients.filter((client) =>
    trusted.every((one) => clientsLeftOut(one, { clients }).includes(client)),
  );
  const whom = (leftOut.length > 0 ? leftOut : clients).join(' and ');
  const iam = takesIam(facts);
  return [
    finding('API_TRUSTS_OTHER_CLIENTS', {
      subject: api.id,
      severity: iam ? 'warning' : 'error',
      message: `The GraphQL API ${api.id} takes the tokens of ${userPoolId} only for app clients like ${taken.join(' or ')}, and not for ${whom}.${iam ? ' Users of this app get in by IAM only.' : ''}`,
      found: taken.join(', '),
      needed: clients.join(', '),
      command: {
        region: api.region ?? '',
        api: api.id,
        userPoolId,
        expression: [...taken.map((one) => `(${one})`), ...clients].join('|'),
      },
    }),
  ];
}

function withoutIam({ api, facts, trust, toUsers, toGuests }: GrantedApi): Finding[] {
  const usersNeedIt = toUsers && trust !== 'whole';
  if (takesIam(facts) || !(toGuests || usersNeedIt)) return [];
  const whom = [...(usersNeedIt ? ['signed-in users'] : []), ...(toGuests ? ['guests'] : [])];
  const modes = facts.authenticationTypes.join(', ');
  return [
    finding('API_WITHOUT_IAM', {
      subject: api.id,
      message: `The GraphQL API ${api.id} takes ${modes}, so that no policy lets ${whom.join(' or ')} in.`,
      found: modes,
      needed: 'AWS_IAM',
      command: { region: api.region ?? '', api: api.id },
    }),
  ];
}

/** Worth a warning where the grant not only is not needed, but opens nothing. */
function needsNoGrant(
  { api, facts, trust, toUsers }: GrantedApi,
  request: ImportRequest,
): Finding[] {
  if (!toUsers || trust !== 'whole') return [];
  const iam = takesIam(facts);
  const idle = !iam && request.identityPoolId !== null;
  return [
    finding('API_NEEDS_NO_GRANT', {
      subject: api.id,
      ...(idle && { severity: 'warning' }),
      message: `The GraphQL API ${api.id} takes the tokens of ${request.userPoolId}: signed-in users need neither a grant nor an identity pool for it.${iam ? '' : ' It does not take IAM, so that the grant opens nothing to them.'}`,
      found: facts.authenticationTypes.join(', '),
      ...(!iam && { resolution: 'Leave the grant to signed-in users and groups out.' }),
    }),
  ];
}
