import { finding, type Finding } from '../../../contract/findings.ts';
import type { Judged } from '../category.ts';
import { otherIssuerFinding } from '../resources/issuer-findings.ts';
import { trustIn } from '../resources/trusted-pools.ts';
import { connectionFindings } from './connection-findings.ts';
import { grantedEventApis, tokensSuffice, type GrantedEventApi } from './granted-api.ts';

/**
 * Whether the Event APIs that a request grants let in whom something is granted. A namespace may choose among
 * the providers of its API anew, for what is published and subscribed to, and is not read (AppSync Events
 * guide, "Configuring authorization and authentication").
 */
export function eventApiFindings(judged: Judged): Finding[] {
  const { request, readings, roles } = judged;
  return grantedEventApis(request, readings, judged).flatMap((api) => [
    ...otherIssuer(api),
    ...withoutIam(api),
    ...needsNoGrant(api, request),
    ...connectionFindings(api, roles),
  ]);
}

/** It names the right pool, and yet the tokens of this app are turned away. */
function otherIssuer({ id, region, facts, app, toUsers }: GrantedEventApi): Finding[] {
  if (toUsers.length === 0 || trustIn(facts, app) !== 'other-issuer') return [];
  return otherIssuerFinding({ kind: 'events', id, region }, app, facts, {
    otherAccess: facts.providers.includes('AWS_IAM'),
  });
}

/** Who is granted what no way in is open to: for certain, and as far as no namespace says otherwise. */
function withoutIam({ id, region, facts, tokens, toUsers, toGuests }: GrantedEventApi): Finding[] {
  const audiences = [
    { who: { kind: 'authenticated' as const }, granted: toUsers, modes: ['AWS_IAM', ...tokens] },
    { who: { kind: 'guest' as const }, granted: toGuests, modes: ['AWS_IAM'] },
  ];
  const closed = audiences.flatMap(({ who, granted, modes }) => {
    const takes = (list: readonly string[]) => modes.some((mode) => list.includes(mode));
    return granted
      .filter((operation) => !takes(facts[operation]))
      .map((operation) => ({
        who,
        operation,
        certain: operation === 'connect' || !takes(facts.providers),
      }));
  });
  return [true, false].flatMap((certain) => {
    const these = closed.filter((one) => one.certain === certain);
    if (these.length === 0) return [];
    return [
      finding('EVENTS_WITHOUT_IAM', {
        api: id,
        region,
        operations: [...new Set(these.map(({ operation }) => operation))].toSorted(),
        shutOut: [...new Set(these.map(({ who }) => who))],
        modes: facts.providers,
        certain,
      }),
    ];
  });
}

function needsNoGrant(api: GrantedEventApi, request: Judged['request']): Finding[] {
  const { id, region, facts, toUsers } = api;
  if (toUsers.length === 0 || !tokensSuffice(api)) return [];
  const authorization = [...new Set(toUsers.flatMap((operation) => facts[operation]))];
  return [
    finding('API_NEEDS_NO_GRANT', {
      api: { kind: 'events', id, region },
      methods: [],
      userPool: request.userPoolId,
      authorization,
      idle: !authorization.includes('AWS_IAM') && request.identityPoolId !== null,
    }),
  ];
}
