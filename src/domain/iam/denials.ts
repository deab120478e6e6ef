import { coversPattern, patternsMeet } from '../pattern-match.ts';
import { actionTokens, patternTokens, type PatternToken } from '../pattern.ts';
import type { Answer } from '../trust/answer.ts';
import { readTrust, type Condition, type Statement } from '../trust/trust-document.ts';
import { mayMeet, readPermission, uncoveredBy, type ReadPermission } from './coverage.ts';
import { permissionsOf } from './document.ts';
import { holdsForRole, namesRole } from './known-call.ts';
import {
  eachValue,
  plainPermissions,
  type Constraint,
  type Permission,
  type PlainPermission,
} from './permission.ts';

/**
 * What a Deny takes of a grant, wherever it stands: a Deny beats every Allow (IAM guide, "Policy
 * evaluation logic"). Read in IAM's whole language, for policies that are not ours.
 */

/** What a document of ours grants to a role, and what it denies by itself. */
export type RoleGrant = {
  readonly role: string;
  readonly allows: readonly ReadPermission[];
  readonly denies: readonly PlainPermission[];
};

/** What a policy denies of what is granted. */
export type GrantDenial = {
  /** As the policy has them; where it names what it does not deny, as they are granted. */
  readonly actions: readonly string[];
  /** The paths of a bucket that may not be listed, or the resources. */
  readonly denied: readonly string[];
  /** What decides whether it denies, and is not known before a call; empty: nothing, it always does. */
  readonly conditions: readonly string[];
};

export function grantedBy(role: string, document: string | null): RoleGrant {
  const permissions = document === null ? null : permissionsOf(document);
  const plain = plainPermissions(permissions ?? []).flatMap(eachValue);
  return {
    role,
    allows: plain.filter(({ effect }) => effect === 'Allow').map(readPermission),
    denies: plain.filter(({ effect }) => effect === 'Deny'),
  };
}

/** Of a grant what is on one bucket and what lies in it: no more can the bucket's own policy deny. */
export function grantedIn(bucketArn: string, granted: RoleGrant): RoleGrant {
  return {
    ...granted,
    allows: granted.allows.filter(
      ({ permission: { resource } }) =>
        resource === bucketArn || resource.startsWith(`${bucketArn}/`),
    ),
  };
}

/**
 * What the Denies of a policy take of a grant: what they always do, and what they do under conditions
 * that are known in a call only. What the grant's own document denies too is meant so. It may tell of
 * more than is taken, never of less.
 */
export function denialsIn(document: string, granted: RoleGrant): readonly GrantDenial[] {
  const { statements = [], hasVariables = true } = readTrust(document) ?? {};
  if (granted.allows.length === 0) return [];
  const judged = statements
    .filter(({ effect }) => effect === 'Deny')
    .map((statement) => judgedDeny(statement, granted, hasVariables));
  const always = takenBy(
    judged.filter(({ conditions }) => conditions?.length === 0),
    granted,
    [],
  );
  const perhaps = takenBy(
    judged.filter(({ conditions }) => conditions !== null && conditions.length > 0),
    granted,
    always.taken,
  );
  return [always, perhaps]
    .filter(({ taken }) => taken.length > 0)
    .map(({ taken, conditions }) => ({
      actions: [...new Set(taken.map(({ action }) => action))],
      denied: [...new Set(taken.flatMap(placesOf))],
      conditions,
    }));
}

type JudgedDeny = {
  readonly permissions: readonly PlainPermission[];
  /** `null`: it never applies. */
  readonly conditions: readonly string[] | null;
};

function judgedDeny(statement: Statement, granted: RoleGrant, hasVariables: boolean): JudgedDeny {
  const answers: readonly (readonly [string, Answer])[] = [
    ['Principal', namesRole(statement, granted.role)],
    ...statement.conditions
      .filter((condition) => prefixOf(condition) === null)
      .map((one) => [one.key, holdsForRole(one, granted.role, hasVariables)] as const),
  ];
  if (answers.some(([, answer]) => answer === 'no')) return { permissions: [], conditions: null };
  const open = answers.flatMap(([name, answer]) => (answer === 'depends' ? [name] : []));
  return { permissions: deniedBy(statement, granted, hasVariables), conditions: open };
}

function takenBy(
  denies: readonly JudgedDeny[],
  { allows, denies: meant }: RoleGrant,
  told: readonly PlainPermission[],
) {
  const takes = (one: PlainPermission) => {
    const deny = readPermission(one);
    return allows.some((allow) => mayMeet(deny, allow) && mayBear(allow, one));
  };
  const each = denies.map(({ permissions, conditions }) => ({
    taken: uncoveredBy(permissions, [...meant, ...told]).filter(takes),
    conditions: conditions ?? [],
  }));
  const effective = each.filter(({ taken }) => taken.length > 0);
  return {
    taken: effective.flatMap(({ taken }) => taken),
    conditions: [...new Set(effective.flatMap(({ conditions }) => conditions))],
  };
}

/** A statement as permissions, of those actions and resources only that are granted. */
function deniedBy(
  { actions, notActions, conditions, written }: Statement,
  { allows }: RoleGrant,
  hasVariables: boolean,
): readonly PlainPermission[] {
  const plain = (text: string) => (hasVariables ? text : text.replaceAll('${', '${$}{'));
  const texts = (element: string) =>
    element in written ? [written[element]].flat().map((one) => plain(String(one))) : null;
  const taken = {
    actions: meeting(
      { named: actions, spared: notActions },
      new Map(allows.map(({ permission, action }) => [permission.action, action])),
      actionTokens,
    ),
    resources: meeting(
      { named: texts('Resource'), spared: texts('NotResource') },
      new Map(allows.map(({ permission, resource }) => [permission.resource, resource])),
      (text) => patternTokens(text),
    ),
  };
  const prefixes = conditions.flatMap((one) => prefixOf(one) ?? []);
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
  { named, spared }: Readonly<Record<'named' | 'spared', readonly string[] | null>>,
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

const prefixKey = 's3:prefix';

/** A condition that says of which part of a bucket a Deny is; `null`: it is another one. */
function prefixOf({ operator, key, values }: Condition): Constraint | null {
  if (key.toLowerCase() !== prefixKey) return null;
  switch (operator.toLowerCase()) {
    case 'stringlike':
      return { operator: 'StringLike', key: prefixKey, values };
    case 'stringequals':
      return { operator: 'StringEquals', key: prefixKey, values };
    default:
      return null;
  }
}

/** Only calls that list bear a prefix (Service Authorization Reference, "Amazon S3"). */
function mayBear({ permission }: ReadPermission, { constraints }: PlainPermission): boolean {
  return constraints.length === 0 || permission.action.startsWith('s3:List');
}

function placesOf({ resource, constraints }: PlainPermission): readonly string[] {
  return constraints.find(({ key }) => key === prefixKey)?.values ?? [resource];
}
