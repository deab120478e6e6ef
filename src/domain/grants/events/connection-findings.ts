import { finding, type Finding } from '../../../contract/findings.ts';
import type { PoolRole } from '../../../contract/pool-settings.ts';
import { rightsOf } from '../grantee.ts';
import { operationsIn, takesTokens, type GrantedEventApi } from './granted-api.ts';

/**
 * Roles that open channels of an Event API to those who may not connect to it: everybody who gets a role
 * has what any of its holders is granted. Only what is published may be sent without a connection, by HTTP
 * (AppSync Events guide, "Publish events via HTTP").
 */
export function connectionFindings(api: GrantedEventApi, roles: readonly PoolRole[]): Finding[] {
  return [...new Set(roles.map(({ arn }) => arn))].flatMap((role) => {
    const holders = roles.filter(({ arn }) => arn === role);
    const operations = operationsIn(api.grants, (channels) =>
      holders.flatMap((holder) => rightsOf(channels, holder) ?? []),
    );
    const byTokens = takesTokens(api, 'connect') && holders.every(({ kind }) => kind !== 'guest');
    if (operations.length === 0 || operations.includes('connect') || byTokens) return [];
    return [
      finding('EVENTS_NOT_CONNECTED', {
        api: api.id,
        region: api.region,
        role,
        operations,
        connect: api.facts.connect,
      }),
    ];
  });
}
