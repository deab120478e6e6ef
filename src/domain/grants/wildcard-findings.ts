import { finding, type Finding } from '../../contract/findings.ts';
import type { PredictionsGrant } from '../../contract/grants/predictions.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../ids.ts';
import { rightsOf, type Grantee } from './grantee.ts';
import { predictionPermissions } from './predictions.ts';

/** Says of every grant on `*` that it is one, for whom and where it holds. */
export function wildcardFindings({
  grants,
  userPoolId,
}: Pick<ImportRequest, 'grants' | 'userPoolId'>): Finding[] {
  return grants.predictions.flatMap((grant, index) => {
    const grantees = granteesOf(grant);
    if (grantees.length === 0) return [];
    const region = grant.region ?? regionOfPool(userPoolId ?? '');
    const whom = grantees.map(inWords).join(' and ');
    return [
      finding('GRANTED_ON_EVERY_RESOURCE', {
        subject: `grants.predictions.${index}`,
        message: `${whom} may use ${grant.use} in ${region}, on "*": IAM knows no resource that would be narrower.`,
        found: actionsOnEverything(grant, grantees, region).join(', '),
      }),
    ];
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

function actionsOnEverything(
  grant: PredictionsGrant,
  grantees: readonly Grantee[],
  region: string,
): readonly string[] {
  const home = { partition: 'aws', region, account: '' };
  const actions = grantees.flatMap((grantee) =>
    predictionPermissions(grant, grantee, home).flatMap(({ action, resource }) =>
      resource === '*' ? [action] : [],
    ),
  );
  return [...new Set(actions)];
}

function inWords(grantee: Grantee): string {
  switch (grantee.kind) {
    case 'authenticated':
      return 'Signed-in users';
    case 'guest':
      return 'guests, who are anybody,';
    case 'group':
      return `members of ${grantee.group}`;
  }
}
