import { finding, type Finding } from '../../../contract/findings.ts';
import type { PredictionsGrant } from '../../../contract/grants/predictions.ts';
import type { RunRequest } from '../../../contract/request.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { predictionPermissions } from './permissions.ts';
import { userPoolOf } from '../../named-pools.ts';

/** A grant on `*`: for whom, and where it holds. */
type Wildcard = {
  readonly grant: string;
  readonly use: string;
  readonly grantees: readonly Grantee[];
  readonly region: string;
  readonly actions: readonly string[];
};

/** Says of the grants on `*` that they are: one finding for those of the same users and region. */
export function wildcardFindings(request: Pick<RunRequest, 'grants' | 'userPoolId'>): Finding[] {
  const alike = new Map<string, Wildcard[]>();
  for (const wildcard of wildcardsOf(request)) {
    const key = JSON.stringify([wildcard.region, wildcard.grantees]);
    alike.set(key, [...(alike.get(key) ?? []), wildcard]);
  }
  return [...alike.values()].flatMap((wildcards) => {
    const [first] = wildcards;
    return first
      ? [
          finding('GRANTED_ON_EVERY_RESOURCE', {
            grants: wildcards.map(({ grant }) => grant),
            region: first.region,
            grantees: first.grantees,
            uses: wildcards.map(({ use }) => use),
            actions: [...new Set(wildcards.flatMap(({ actions }) => actions))],
          }),
        ]
      : [];
  });
}

function wildcardsOf(request: Pick<RunRequest, 'grants' | 'userPoolId'>): readonly Wildcard[] {
  const userPool = userPoolOf(request);
  const home = { partition: userPool.partition, region: userPool.region, account: '' };
  return request.grants.predictions.flatMap((grant, index) => {
    const region = grant.region ?? home.region;
    const grantees = granteesOf(grant);
    const actions = grantees.flatMap((grantee) =>
      predictionPermissions(grant, grantee, home).flatMap(({ action, resource }) =>
        resource === '*' ? [action] : [],
      ),
    );
    const wildcard = { grant: `grants.predictions.${index}`, use: grant.use, grantees, region };
    return actions.length > 0 ? [{ ...wildcard, actions }] : [];
  });
}

function granteesOf(grant: PredictionsGrant): readonly Grantee[] {
  const named: readonly Grantee[] = [
    { kind: 'authenticated' },
    { kind: 'guest' },
    ...Object.keys(grant.groups).map((group) => ({ kind: 'group', group }) as const),
  ];
  return named.filter((grantee) => rightsOf(grant, grantee));
}
