/**
 * A small reader of policies: what a document allows, as single grants, and whether a wider grant
 * covers a narrower one. It shares no code with the domain.
 */
export type Grant = {
  readonly action: string;
  readonly resource: string;
  /** `StringLike s3:prefix`; null: no condition. */
  readonly prefix: string | null;
};

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};

/** Every action × resource × condition that a document allows. */
export function grantsOf(document: unknown): readonly Grant[] {
  const { Statement } = document as { Statement: readonly Statement[] };
  return Statement.flatMap(({ Effect, Action, Resource, Condition, ...rest }) => {
    if (Effect !== 'Allow' || Object.keys(rest).length > 0) throw new Error('not a plain Allow');
    return list(Action).flatMap((action) =>
      list(Resource).flatMap((resource) =>
        prefixesOf(Condition).map((prefix) => ({ action, resource, prefix })),
      ),
    );
  });
}

/** The grants of `wanted` that no grant of `given` covers. */
export function uncovered(wanted: readonly Grant[], given: readonly Grant[]): readonly Grant[] {
  return wanted.filter((grant) => !given.some((wider) => covers(wider, grant)));
}

/** Whether a document allows one call; `prefix` is what a list asks for. */
export function allows(
  grants: readonly Grant[],
  action: string,
  resource: string,
  prefix: string | null = null,
): boolean {
  return grants.some(
    (grant) =>
      grant.action === action &&
      matches(grant.resource, resource) &&
      (grant.prefix === null || (prefix !== null && matches(grant.prefix, prefix))),
  );
}

function covers(wider: Grant, grant: Grant): boolean {
  return (
    wider.action === grant.action &&
    matches(wider.resource, grant.resource) &&
    (wider.prefix === null || (grant.prefix !== null && matches(wider.prefix, grant.prefix)))
  );
}

function prefixesOf(condition: Statement['Condition']): readonly (string | null)[] {
  if (condition === undefined) return [null];
  const { StringLike, ...rest } = condition;
  const { 's3:prefix': prefixes, ...others } = StringLike ?? {};
  if (!prefixes || Object.keys({ ...rest, ...others }).length > 0) {
    throw new Error(`a condition of another kind: ${JSON.stringify(condition)}`);
  }
  return prefixes;
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** Matches like IAM: `*` stands for any text; everything else for itself. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let position = first.length;
  for (const part of rest) {
    const next = text.indexOf(part, position);
    if (next < 0) return false;
    position = next + part.length;
  }
  return text.length >= position + last.length && text.endsWith(last);
}
