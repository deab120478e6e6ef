import { finding, type Finding } from '../../contract/findings.ts';
import type { GraphqlGrant } from '../../contract/grants/graphql.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../ids.ts';
import { grantsAnything } from '../request/granted-to.ts';
import { graphqlApi } from './graphql.ts';
import { resourceKey, type NamedResource } from './granted-resource.ts';
import { factsOf, type GraphqlApiFacts, type ResourceReadings } from './resource-readings.ts';

/** One GraphQL API, what it is like, and who is granted something on it. */
type GrantedApi = {
  readonly api: NamedResource;
  readonly facts: GraphqlApiFacts;
  readonly toUsers: boolean;
  readonly toGuests: boolean;
};

/** Whether the GraphQL APIs that a request grants let users in by the role, or by the pool's tokens. */
export function graphqlApiFindings(request: ImportRequest, readings: ResourceReadings): Finding[] {
  return grantedApis(request, readings).flatMap((granted) => [
    ...otherPool(granted, request),
    ...withoutIam(granted, request),
    ...needsNoGrant(granted, request),
  ]);
}

/** The request without the grants that need no role: signed-in users get in by the tokens of its pool. */
export function withoutNeedlessGrants(
  request: ImportRequest,
  readings: ResourceReadings,
): Pick<ImportRequest, 'grants'> {
  const graphql = request.grants.graphql.filter((grant) => {
    const facts = factsOf(readings[keyOf(grant, request)], 'appsync');
    return !facts || !takesTokensOf(facts, request) || grantsAnything(grant.guest);
  });
  return { grants: { ...request.grants, graphql } };
}

function grantedApis(request: ImportRequest, readings: ResourceReadings): readonly GrantedApi[] {
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

function takesTokensOf({ userPoolIds }: GraphqlApiFacts, { userPoolId }: ImportRequest): boolean {
  return userPoolId !== undefined && userPoolId !== null && userPoolIds.includes(userPoolId);
}

/** By its ids alone nobody would notice: the API stays with the pool that it was made with. */
function otherPool({ api, facts, toUsers }: GrantedApi, request: ImportRequest): Finding[] {
  const pools = facts.userPoolIds;
  if (!toUsers || pools.length === 0 || takesTokensOf(facts, request)) return [];
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

function withoutIam(
  { api, facts, toUsers, toGuests }: GrantedApi,
  request: ImportRequest,
): Finding[] {
  const usersNeedIt = toUsers && !takesTokensOf(facts, request);
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
function needsNoGrant({ api, facts, toUsers }: GrantedApi, request: ImportRequest): Finding[] {
  if (!toUsers || !takesTokensOf(facts, request)) return [];
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
