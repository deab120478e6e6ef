import * as z from 'zod';
import { once } from '../../contract/when-asked.ts';

/**
 * A trust policy as it was written, read no further than its grammar (IAM guide, "JSON policy
 * language"). What IAM would refuse is unreadable here as well.
 */

/** IAM takes bare numbers and booleans as values of a condition too. */
const scalar = once(() => z.union([z.string(), z.number(), z.boolean()]).transform(String));
const oneOrMore = once(() =>
  z
    .union([scalar(), z.array(scalar())])
    .transform((value) => (typeof value === 'string' ? [value] : value)),
);

/** `"*"` alone and `{"AWS":"*"}` are the same (IAM guide, "Principal"). */
const principals = once(() =>
  z.union([
    z.string().transform((one): Readonly<Record<string, readonly string[]>> => ({ AWS: [one] })),
    z.record(z.string(), oneOrMore()),
  ]),
);

const statementSchema = once(() =>
  z.object({
    Effect: z.enum(['Allow', 'Deny']),
    Principal: principals().optional(),
    NotPrincipal: principals().optional(),
    Action: oneOrMore().optional(),
    NotAction: oneOrMore().optional(),
    Condition: z.record(z.string(), z.record(z.string(), oneOrMore())).optional(),
  }),
);

const rawStatement = once(() => z.record(z.string(), z.unknown()));
const documentSchema = once(() =>
  z.object({
    Version: z.string().optional(),
    Id: z.string().optional(),
    Statement: z.union([rawStatement().transform((one) => [one]), z.array(rawStatement())]),
  }),
);

export type Principals = Readonly<Record<string, readonly string[]>>;

/** A statement or a policy as JSON. */
export type PolicyJson = Readonly<Record<string, unknown>>;

/** One operator on one key: all conditions of a statement must hold. */
export type Condition = {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
};

export type Statement = {
  readonly effect: 'Allow' | 'Deny';
  readonly principals: Principals | null;
  readonly notPrincipals: Principals | null;
  readonly actions: readonly string[] | null;
  readonly notActions: readonly string[] | null;
  readonly conditions: readonly Condition[];
  /** The statement as it stands in the document. */
  readonly written: PolicyJson;
};

export type TrustDocument = {
  readonly id: string | null;
  /** Only documents of this version have policy variables; without one, it is that of 2008. */
  readonly hasVariables: boolean;
  readonly statements: readonly Statement[];
};

const currentVersion = '2012-10-17';

/** `null` when it is no policy document. */
export function readTrust(trustPolicy: string): TrustDocument | null {
  try {
    const { Version, Id, Statement } = documentSchema().parse(JSON.parse(trustPolicy));
    return {
      id: Id ?? null,
      hasVariables: Version === currentVersion,
      statements: Statement.map(readStatement),
    };
  } catch {
    return null;
  }
}

export function readStatement(written: PolicyJson): Statement {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Condition } =
    statementSchema().parse(written);
  return {
    effect: Effect,
    principals: Principal ?? null,
    notPrincipals: NotPrincipal ?? null,
    actions: Action ?? null,
    notActions: NotAction ?? null,
    conditions: Object.entries(Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
    ),
    written,
  };
}

/** The policy of these statements, in the version that `aws iam` should be given. */
export function policyOf(statements: readonly PolicyJson[], id: string | null): PolicyJson {
  return {
    Version: currentVersion,
    ...(id !== null && { Id: id }),
    Statement: statements,
  };
}

/** Conditions as IAM writes them: by operator, then by key. */
export function writtenConditions(conditions: readonly Condition[]): PolicyJson {
  const byOperator: Record<string, Record<string, readonly string[]>> = {};
  for (const { operator, key, values } of conditions) {
    const keys = (byOperator[operator] ??= {});
    keys[key] = [...(keys[key] ?? []), ...values];
  }
  return mapValues(byOperator, (keys) =>
    mapValues(keys, (values) => (values.length === 1 ? values[0] : values)),
  );
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
