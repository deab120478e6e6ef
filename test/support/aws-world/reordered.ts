import type { ServiceName } from './recorded-call.ts';

/** Lists of answers whose order AWS promises nothing about, and in which it means nothing. */
const sets = new Set([
  'UsernameAttributes',
  'AliasAttributes',
  'AutoVerifiedAttributes',
  'AllowedFirstAuthFactors',
  'SupportedIdentityProviders',
  'AllowedOAuthFlows',
  'AllowedOAuthScopes',
  'ExplicitAuthFlows',
  'WriteAttributes',
  'Providers',
  'Groups',
  'CognitoIdentityProviders',
  'PolicyNames',
  'Tags',
  'TagSet',
  'additionalAuthenticationProviders',
  'item',
  'items',
  'Items',
]);

/** Services that keep what we wrote there; every other one tells of the account. */
const ours: readonly ServiceName[] = ['dynamodb', 'states', 'events', 'ssm'];

/** An answer with its keys, and with what is a set to AWS, in an order of chance. */
export function reordered(answer: unknown, service: ServiceName, random: () => number): unknown {
  if (ours.includes(service)) return answer;
  const shuffled = <Item>(list: readonly Item[]): Item[] =>
    list
      .map((item) => ({ item, at: random() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      const items = value.map((item) => walk(item, ''));
      return sets.has(key) ? shuffled(items) : items;
    }
    if (value === null || typeof value !== 'object' || value instanceof Date) return value;
    const entries = Object.entries(value).map(([name, item]) => [name, walk(item, name)] as const);
    return Object.fromEntries(shuffled(entries));
  };
  const { Body: body, ...rest } = answer as { Body?: unknown };
  return { ...(walk(rest, '') as object), ...(body !== undefined && { Body: body }) };
}
