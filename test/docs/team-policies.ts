import { readOperator } from '../../src/domain/trust/condition.ts';

type Statement = {
  readonly Effect: string;
  readonly Action: string;
  readonly Resource: string;
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
};

/** One call of PutEvents: the values that its entries give to each key. */
export type PutEventsCall = Readonly<Record<string, readonly string[]>>;

/**
 * Whether policies allow a call: what no statement allows is denied, and a Deny beats every Allow. On
 * operators for several values IAM guide, "Set operators for multivalued context keys": ForAllValues holds
 * of no value, ForAnyValue does not.
 */
export function mayPut(policies: readonly string[], bus: string, call: PutEventsCall): boolean {
  const applying = policies
    .flatMap((policy) => (JSON.parse(policy) as { Statement: Statement[] }).Statement)
    .filter(
      ({ Action, Resource }) => Action === 'events:PutEvents' && ['*', bus].includes(Resource),
    )
    .filter(({ Condition }) => conditionHolds(Condition ?? {}, call));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}

function conditionHolds(condition: Statement['Condition'], call: PutEventsCall): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) => {
      const { set, negated, comparison } = readOperator(operator);
      const [wanted, seen] = [[value].flat(), call[key] ?? []];
      if (comparison === 'presence') return wanted.includes(String(seen.length === 0));
      if (comparison !== 'exact' || set === null) throw new Error(`${operator} is not known here.`);
      const meets = (one: string) => wanted.includes(one) !== negated;
      return set === 'each' ? seen.every(meets) : seen.some(meets);
    }),
  );
}
