import type { RawStatement } from './naive-interpreter.ts';

/** A document with one thing changed, and what that is. */
export type Mutant = { readonly change: string; readonly statements: readonly RawStatement[] };

type Conditions = NonNullable<RawStatement['Condition']>;

/** Everything that one can take out of, or weaken in, a statement. */
export function mutantsOf(statements: readonly RawStatement[]): readonly Mutant[] {
  return statements.flatMap((statement, index) =>
    mutations(statement).map(([change, mutated]) => ({
      change: `${change} of statement ${index + 1}`,
      statements: statements.flatMap((one, at) => (at === index ? mutated : [one])),
    })),
  );
}

type Mutation = readonly [change: string, mutated: readonly RawStatement[]];

function mutations(statement: RawStatement): readonly Mutation[] {
  const { Effect, Condition = {} } = statement;
  const flipped = Effect === 'Allow' ? 'Deny' : 'Allow';
  const { Condition: _, ...bare } = statement;
  return [
    ['the whole', []],
    ['the Effect', [{ ...statement, Effect: flipped }]],
    ...(statement.Condition ? ([['the Condition', [bare]]] as const) : []),
    ...Object.keys(Condition).map((operator): Mutation => [
      `the condition ${operator}`,
      [{ ...statement, Condition: without(Condition, operator) }],
    ]),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      weakerThan(operator, Effect).map((weaker): Mutation => [
        `${operator}, now ${weaker},`,
        [{ ...statement, Condition: { ...without(Condition, operator), [weaker]: keys } }],
      ]),
    ),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).flatMap(([key, value]) =>
        changedValues(operator, keys, key, value).map(([change, changed]): Mutation => [
          change,
          [{ ...statement, Condition: { ...without(Condition, operator), ...changed } }],
        ]),
      ),
    ),
  ];
}

function changedValues(
  operator: string,
  keys: Readonly<Record<string, unknown>>,
  key: string,
  value: unknown,
): readonly (readonly [change: string, changed: Conditions])[] {
  const values = [value].flat();
  const like = operator.replace('Equals', 'Like');
  return [
    [`the key ${key}`, { [operator]: without(keys, key) }],
    ...values.flatMap((one, index) => [
      [
        `the value ${String(one)}`,
        { [operator]: { ...keys, [key]: values.filter((_, at) => at !== index) } },
      ] as const,
      ...['*', '?*'].map(
        (wildcard) =>
          [
            `${String(one)}, now like ${wildcard},`,
            {
              [like]: {
                ...keys,
                [key]: values.map((each, at) => (at === index ? wildcard : each)),
              },
            },
          ] as const,
      ),
    ]),
  ];
}

/**
 * Operators that admit more, or something else. Not among them: those that come to the same for the
 * values here (StringLike without wildcards, ForAnyValue of one value, a case that no id has).
 */
function weakerThan(operator: string, effect: RawStatement['Effect']): readonly string[] {
  const set = operator.includes(':');
  const name = operator.replace(/^.*:/, '');
  const negated = name.includes('Not');
  const opposite = negated ? name.replace('Not', '') : name.replace('String', 'StringNot');
  // What holds without the key makes an Allow wider, and a Deny too.
  const whereAbsent = [
    `${operator}IfExists`,
    `${name}IfExists`,
    `ForAllValues:${name}`,
    'ForAllValues:StringEquals',
  ];
  const prefixes = set ? ['', 'ForAnyValue:', 'ForAllValues:'] : ['', 'ForAnyValue:'];
  return [
    ...prefixes.map((prefix) => `${prefix}${opposite}`),
    ...(set ? ['StringEquals', 'StringLike'] : []),
    ...(negated || effect === 'Deny' ? [] : whereAbsent),
    'Null',
    'ArnLike',
    'NumericEquals',
  ];
}

function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
