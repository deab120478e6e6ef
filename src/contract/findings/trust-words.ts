import * as z from 'zod';
import { names } from './entry.ts';
import { once } from '../when-asked.ts';

/** What findings say of the statements and conditions of a trust policy: typed here, and put in words. */

const principals = once(() => z.record(z.string(), names).readonly());

/** A statement or a whole policy as JSON. */
export const written = once(() => z.record(z.string(), z.unknown()).readonly());
type Written = z.infer<ReturnType<typeof written>>;

/** One operator on one key of a statement. */
export const condition = once(() =>
  z.strictObject({ operator: z.string(), key: z.string(), values: names }),
);
type Condition = z.infer<ReturnType<typeof condition>>;

/** What a statement demands of a claim of the token, `aud` or `amr`. */
export const demand = once(() =>
  z.strictObject({
    /** It has no Condition at all. */
    unconditional: z.boolean(),
    conditions: z.array(condition()).readonly(),
  }),
);
type Demand = z.infer<ReturnType<typeof demand>>;

/** Why a condition on `aud` does not limit a role to certain identity pools. */
const leak = once(() =>
  condition().extend({
    because: z.enum([
      'other issuer',
      'no string comparison',
      'presence test',
      'negation',
      'token without aud',
      /** The values that match more than one pool are those that are given. */
      'several pools',
    ]),
  }),
);
type Leak = z.infer<ReturnType<typeof leak>>;

/** What a statement demands of `aud`, and what is wrong with that. */
export const openDemand = once(() => demand().extend({ leaks: z.array(leak()).readonly() }));

/** Who may do what by a statement. */
export const permission = once(() =>
  z.strictObject({
    actions: names.nullable(),
    notActions: names.nullable(),
    principals: principals().nullable(),
    notPrincipals: principals().nullable(),
  }),
);
type Permission = z.infer<ReturnType<typeof permission>>;

/** Why it is not certain whether the users of a role can assume it. */
export const doubt = once(() =>
  z.discriminatedUnion('because', [
    z.strictObject({ because: z.literal('wildcard principal') }),
    z.strictObject({ because: z.literal('condition of an Allow'), condition: condition() }),
    z.strictObject({
      because: z.literal('conditions of a Deny'),
      conditions: z.array(condition()).readonly(),
    }),
  ]),
);

/** `principal`: claims of its tokens are named without it. */
export function doubtInWords(of: z.infer<ReturnType<typeof doubt>>, principal: string): string {
  switch (of.because) {
    case 'wildcard principal':
      return 'Allow to Federated *, whose meaning AWS does not document';
    case 'condition of an Allow':
      return `Allow if ${conditionsInWords([of.condition], principal)}`;
    case 'conditions of a Deny':
      return `Deny if ${conditionsInWords(of.conditions, principal)}`;
  }
}

/** Conditions that all must hold. */
export function conditionsInWords(conditions: readonly Condition[], principal: string): string {
  return conditions
    .map(({ operator, key, values }) => {
      const claim = /^(.*):(aud|amr|sub)$/.exec(key.toLowerCase());
      const name = claim?.[1] === principal ? claim[2] : key;
      return `${operator} ${name} = ${values.join(', ') || 'nothing'}`;
    })
    .join(' and ');
}

/** What each of several statements demands of a claim. */
export function demandsInWords(
  demands: readonly Demand[],
  claim: 'aud' | 'amr',
  principal: string,
): string {
  const each = demands.map(({ unconditional, conditions }) =>
    unconditional
      ? 'no Condition at all'
      : conditionsInWords(conditions, principal) || `no condition on ${claim}`,
  );
  return each.join('; ');
}

/** What leaves a statement open to pools that it does not name. */
export function opennessInWords({
  unconditional,
  conditions,
  leaks,
}: z.infer<ReturnType<typeof openDemand>>): string {
  if (unconditional) return 'it has no Condition at all';
  if (conditions.length === 0) return 'it has no condition on aud';
  return leaks.map(leakInWords).join(', and ') || 'nothing in it limits aud';
}

function leakInWords({ because, operator, key, values }: Leak): string {
  switch (because) {
    case 'other issuer':
      return `${key} is a key of another issuer`;
    case 'no string comparison':
      return `${operator} does not compare aud as a string`;
    case 'presence test':
      return `${operator} only tests whether there is an aud`;
    case 'negation':
      return `${operator} admits every pool that it does not name`;
    case 'token without aud':
      return `${operator} admits tokens without aud`;
    case 'several pools':
      return `${operator} matches more than one pool by ${values.join(', ')}`;
  }
}

const longestExcerpt = 300;

/** Statements as they are written, or as much of each as a finding may show. */
export function excerptsOf(statements: readonly Written[]): string {
  const excerpts = statements.map((statement) => {
    const text = JSON.stringify(statement);
    return text.length <= longestExcerpt ? text : `${text.slice(0, longestExcerpt - 1)}…`;
  });
  return excerpts.join('; ');
}

/** Who may do what by an Allow statement. */
export function permissionInWords(allow: Permission): string {
  const { actions, notActions, principals: to, notPrincipals } = allow;
  const what = notActions ? `all but ${notActions.join(', ')}` : (actions ?? []).join(', ');
  const whom = notPrincipals
    ? `all but ${principalsInWords(notPrincipals)}`
    : principalsInWords(to ?? {});
  return `Allow ${what || 'nothing'} to ${whom || 'nobody'}`;
}

/** Principals as `Service lambda.amazonaws.com`. */
function principalsInWords(of: z.infer<ReturnType<typeof principals>>): string {
  const each = Object.entries(of).flatMap(([type, ofType]) =>
    ofType.map((name) => `${type} ${name}`),
  );
  return each.join(', ');
}
