import { groupBy } from '../group-by.ts';
import { coversPattern, patternsMeet } from '../pattern-match.ts';
import { actionTokens, patternTokens, type PatternToken } from '../pattern.ts';
import type { Answer } from '../trust/answer.ts';
import { readTrust, type Statement } from '../trust/trust-document.ts';
import { uncoveredBy } from './coverage.ts';
import { mayMeet, readPermission } from './read-permission.ts';
import { holdsForCall, type ComingCall } from './known-call.ts';
import { prefixListedBy } from './known-prefix.ts';
import { namesRole } from './named-role.ts';
import {
  eachValue,
  plainPermissions,
  type Permission,
  type PlainPermission,
} from './permission.ts';
import { partsOf, type RoleGrant } from './role-grant.ts';
import {
  isOnPrefix,
  statedActions,
  mayBearPrefix,
  prefixKey,
  prefixOf,
  statedResources,
  type Part,
} from './statement-parts.ts';

/**
 * What a Deny takes of a grant, wherever it stands: a Deny beats every Allow (IAM guide, "Policy
 * evaluation logic"). Read in IAM's whole language, for policies that are not ours.
 */

/** What a policy denies of what is granted. */
export type GrantDenial = {
  /** As the policy has them; where it names what it does not deny, as they are granted. */
  readonly actions: readonly string[];
  /** The paths of a bucket that may not be listed, or the resources. */
  readonly denied: readonly string[];
  /** What decides whether it denies, and is not known before a call; empty: nothing, it always does. */
  readonly conditions: readonly string[];
};

/**
 * What the Denies of a policy take of a grant: first what they always do, then what they do under
 * conditions that are known in a call only, by these conditions. What the grant denies by itself too is
 * meant so. It may tell of more than is taken, never of less.
 */
export function denialsIn(document: string, granted: RoleGrant): readonly GrantDenial[] {
  const { statements = [], hasVariables = true } = readTrust(document) ?? {};
  const denies = statements
    .filter(({ effect }) => effect === 'Deny')
    .flatMap((statement) =>
      partsFor(statement, granted).flatMap((part) => {
        const conditions = conditionsLeft(statement, part.call, hasVariables);
        return conditions
          ? [{ conditions, permissions: deniedBy(statement, part, hasVariables) }]
          : [];
      }),
    );
  const always = denies.flatMap((one) => (one.conditions.length === 0 ? one.permissions : []));
  return byConditions(denies).flatMap(({ conditions, permissions }) => {
    const told = conditions.length === 0 ? [] : always;
    const taken = takenBy(uncoveredBy(permissions, [...granted.denies, ...told]), granted);
    if (taken.length === 0) return [];
    const actions = [...new Set(taken.map(({ action }) => action))];
    return [{ actions, denied: [...new Set(taken.flatMap(placesOf))], conditions }];
  });
}

/**
 * A grant in parts, in each of which as much is known of all calls: of the prefixes by which they list too,
 * where a statement asks for these in another way than by naming parts of a bucket.
 */
function partsFor({ conditions }: Statement, granted: RoleGrant): ReturnType<typeof partsOf> {
  const parts = partsOf(granted);
  if (conditions.every((one) => !isOnPrefix(one) || prefixOf(one) !== null)) return parts;
  return parts.flatMap((part) => {
    const listed = part.allows.map((allow) => ({
      allow,
      prefix: prefixListedBy(allow.permission),
    }));
    return groupBy(listed, ({ prefix }) => JSON.stringify(prefix)).map((alike) => ({
      ...part,
      allows: alike.map(({ allow }) => allow),
      call: { ...part.call, prefix: alike[0]?.prefix ?? null },
    }));
  });
}

/** What decides whether a Deny applies, and is not known before a call; `null`: it never applies. */
function conditionsLeft(
  statement: Statement,
  call: ComingCall,
  hasVariables: boolean,
): readonly string[] | null {
  const answers: readonly (readonly [string, Answer])[] = [
    ['Principal', namesRole(statement, call.roleArn)],
    ...statement.conditions
      .filter((condition) => prefixOf(condition) === null)
      .map((one) => [one.key, holdsForCall(one, call, hasVariables)] as const),
  ];
  if (answers.some(([, answer]) => answer === 'no')) return null;
  return [...new Set(answers.flatMap(([name, answer]) => (answer === 'depends' ? [name] : [])))];
}

type Denies = Pick<GrantDenial, 'conditions'> & {
  readonly permissions: readonly PlainPermission[];
};

/** Those that depend on the same become one, those that depend on nothing come first. */
function byConditions(denies: readonly Denies[]): readonly Denies[] {
  const fewestFirst = denies.toSorted((a, b) => a.conditions.length - b.conditions.length);
  return groupBy(fewestFirst, ({ conditions }) => JSON.stringify(conditions.toSorted())).map(
    (alike) => ({
      conditions: alike[0]?.conditions ?? [],
      permissions: alike.flatMap(({ permissions }) => permissions),
    }),
  );
}

/** Of what is denied that by which something granted is taken. */
function takenBy(
  denied: readonly PlainPermission[],
  { allows }: RoleGrant,
): readonly PlainPermission[] {
  return denied.filter((one) => {
    const deny = readPermission(one);
    return allows.some(
      (allow) =>
        mayMeet(deny, allow) &&
        (one.constraints.length === 0 || mayBearPrefix(allow.permission.action)),
    );
  });
}

/** A statement as permissions, of those actions and resources only that are granted. */
function deniedBy(
  statement: Statement,
  { allows }: RoleGrant,
  hasVariables: boolean,
): readonly PlainPermission[] {
  const plain = (text: string) => (hasVariables ? text : text.replaceAll('${', '${$}{'));
  const { named, spared } = statedResources(statement);
  const taken = {
    actions: meeting(
      statedActions(statement),
      new Map(allows.map(({ permission, action }) => [permission.action, action])),
      actionTokens,
    ),
    resources: meeting(
      { named: named?.map(plain) ?? null, spared: spared?.map(plain) ?? null },
      new Map(allows.map(({ permission, resource }) => [permission.resource, resource])),
      (text) => patternTokens(text),
    ),
  };
  const prefixes = statement.conditions.flatMap((one) => prefixOf(one) ?? []);
  const limits = prefixes.map(({ operator, key, values }) => ({
    [operator]: { [key]: values.map(plain) },
  }));
  const denied: Permission[] = taken.actions.flatMap((action) =>
    taken.resources.map((resource) => ({
      effect: 'Deny',
      action,
      resource,
      condition: Object.assign({}, ...limits),
    })),
  );
  return plainPermissions(denied).flatMap(eachValue);
}

/** Of the patterns of a statement those that meet what is granted; of what is granted what it does not spare. */
function meeting(
  { named, spared }: Part,
  granted: ReadonlyMap<string, readonly PatternToken[]>,
  read: (text: string) => readonly PatternToken[],
): readonly string[] {
  const all = [...granted.values()];
  if (spared === null)
    return (named ?? []).filter((one) => all.some((its) => patternsMeet(read(one), its)));
  const patterns = spared.map(read);
  return [...granted].flatMap(([text, its]) =>
    patterns.some((one) => coversPattern(one, its)) ? [] : [text],
  );
}

function placesOf({ resource, constraints }: PlainPermission): readonly string[] {
  return constraints.find(({ key }) => key === prefixKey)?.values ?? [resource];
}
