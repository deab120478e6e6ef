import type { ClientConfig } from '../client-config.ts';

type Apis = Pick<ClientConfig, 'graphqlApis' | 'restApis'>;

/** `awsAPIPlugin`: every API by its name (docs/facts/gen1-files.md); `null` when there is none. */
export function apiPlugin({ graphqlApis, restApis }: Apis): object | null {
  const graphql = graphqlApis.map(
    ({ name, endpoint, region, authenticationTypes: [authorizationType] }) =>
      [name, { endpointType: 'GraphQL', endpoint, region, authorizationType }] as const,
  );
  const rest = restApis.map(
    ({ name, endpoint, region }) =>
      [name, { endpointType: 'REST', endpoint, region, authorizationType: 'AWS_IAM' }] as const,
  );
  const apis = withOwnNames([...graphql, ...rest]);
  return apis.length === 0 ? null : Object.fromEntries(apis);
}

/**
 * `AppSync` of `awsconfiguration.json`: the first API, under each way to authorize a call
 * (docs/facts/gen1-files.md, "awsconfiguration.json"); `null` when there is none.
 */
export function appSync({ graphqlApis }: Apis): object | null {
  const [first] = graphqlApis;
  if (!first) return null;
  const { name, endpoint, region } = first;
  const entries = first.authenticationTypes.map((type, index): [string, object] => [
    index === 0 ? 'Default' : `${name}_${type}`,
    {
      ApiUrl: endpoint,
      Region: region,
      AuthMode: type,
      ClientDatabasePrefix: `${name}_${type}`,
    },
  ]);
  return Object.fromEntries(entries);
}

/** Numbers names that occur again: two APIs of AWS may have the same, in the file each needs its own. */
function withOwnNames(
  apis: readonly (readonly [name: string, api: object])[],
): readonly (readonly [name: string, api: object])[] {
  const taken = new Set<string>();
  return apis.map(([name, api]) => {
    let own = name;
    for (let number = 2; taken.has(own); number += 1) own = `${name}-${number}`;
    taken.add(own);
    return [own, api];
  });
}
