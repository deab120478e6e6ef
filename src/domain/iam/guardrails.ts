import { PolicyFault } from '../../contract/errors/faults.ts';
import { parseArn, partitionOf } from '../ids.ts';
import { onceEach } from '../once-each.ts';
import { hasBrokenVariable, patternTokens } from '../pattern.ts';
import { identityKeyOf } from '../trust/cognito-principal.ts';
import { regionalActions, resourceActions } from './allowed-actions.ts';
import { constraintsOf, type Constraint, type Permission } from './permission.ts';
import { permissionsOf } from './document.ts';

/** What no policy of ours may do, whatever a request says. */
type BreachRule =
  | 'LANGUAGE'
  | 'CHARACTER'
  | 'ROLE'
  | 'ACTION'
  | 'RESOURCE'
  | 'NO_RESOURCE'
  | 'REGION'
  | 'VARIABLE'
  | 'CONDITION';

type Breach = { readonly rule: BreachRule; readonly message: string };

/** The role that a policy is written on; resources are its account's own. */
export type Written = {
  readonly roleArn: string;
  /** Whose users have the role. */
  readonly identityPoolId: string;
};

/** The keys that our conditions may ask for, each with its operators. */
const conditionKeys: Readonly<Record<string, readonly Constraint['operator'][]>> = {
  's3:prefix': ['StringLike', 'StringEquals'],
  'aws:RequestedRegion': ['StringEquals'],
};

/**
 * Every way in which a document, or the permissions that it is to be made from, goes beyond what a
 * grant of ours may give: an action outside the closed list, a resource that is no fully qualified ARN
 * of the role's partition and account, `*` where a resource can be named or without its region, a
 * condition or a variable of another kind, NotAction and NotResource.
 *
 * @internal for tests, which know a breach by its rule
 */
export function breaches(
  policy: string | readonly Permission[],
  { roleArn, identityPoolId }: Written,
): readonly Breach[] {
  const ownIdentity = identityKeyOf(identityPoolId);
  const owner = parseArn(roleArn);
  const permissions = typeof policy === 'string' ? permissionsOf(policy) : policy;
  const shapes = new Map<string, RegExp>();
  const ofText = onceEach((text) => variableBreaches(text, ownIdentity));
  return [
    ...characterBreaches(typeof policy === 'string' ? policy : JSON.stringify(policy)),
    ...(permissions ? [] : [breach('LANGUAGE', 'A statement is not in our closed language.')]),
    ...(owner?.account ? [] : [breach('ROLE', `${roleArn} is no ARN of a role.`)]),
    ...(permissions ?? []).flatMap((permission) => [
      ...actionBreaches(permission),
      ...(owner ? resourceBreaches(permission, owner, shapes) : []),
      ...textsOf(permission).flatMap(ofText),
      ...conditionBreaches(permission),
    ]),
  ];
}

/** Lets only a policy pass that keeps to the rules. @throws PolicyFault with every breach */
export function requireGuarded(document: string, written: Written): void {
  const found = breaches(document, written);
  if (found.length === 0) return;
  const list = found.map(({ rule, message }) => `${rule}: ${message}`).join(' ');
  throw new PolicyFault(`The policy for ${written.roleArn} breaks our own rules. ${list}`);
}

/** IAM takes TAB, LF, CR and U+0020 to U+00FF (IAM guide, "IAM and STS quotas"). */
function characterBreaches(text: string): Breach[] {
  const [character] = text.match(/[^\t\n\r\u0020-\u00ff]/u) ?? [];
  if (character === undefined) return [];
  return [breach('CHARACTER', `IAM takes no ${JSON.stringify(character)} in a policy.`)];
}

function actionBreaches({ action }: Permission): Breach[] {
  if (Object.hasOwn(resourceActions, action) || Object.hasOwn(regionalActions, action)) return [];
  return [breach('ACTION', `No grant gives ${action}.`)];
}

function resourceBreaches(
  { action, resource, condition }: Permission,
  owner: { readonly partition: string; readonly account: string },
  /** Those that were made already, by shape. */
  patterns: Map<string, RegExp>,
): Breach[] {
  if (Object.hasOwn(regionalActions, action)) {
    const regions = condition?.StringEquals?.['aws:RequestedRegion'] ?? [];
    const named = regions.length > 0 && regions.every((region) => /^[a-z0-9-]+$/.test(region));
    const elsewhere = regions.filter((region) => partitionOf(region) !== owner.partition);
    return [
      ...(resource === '*'
        ? []
        : [breach('RESOURCE', `${action} is given on *, not ${resource}.`)]),
      ...(named ? [] : [breach('NO_RESOURCE', `${action} on * names no region.`)]),
      ...elsewhere.map((region) =>
        breach('REGION', `${action} on * is for ${region}, outside ${owner.partition}.`),
      ),
    ];
  }
  if (resource === '*') return [breach('NO_RESOURCE', `${action} has resources to name.`)];
  const shapes = shapesOf(action) ?? [...new Set(Object.values(resourceActions).flat())];
  const patternOf = (shape: string): RegExp => {
    const pattern = patterns.get(shape) ?? shapePattern(shape, owner);
    patterns.set(shape, pattern);
    return pattern;
  };
  if (shapes.some((shape) => patternOf(shape).test(resource))) {
    const region = parseArn(resource)?.region ?? '';
    if (region === '' || partitionOf(region) === owner.partition) return [];
    return [breach('REGION', `${resource} is in a region outside ${owner.partition}.`)];
  }
  return [
    breach(
      'RESOURCE',
      `${resource} is no fully qualified ARN of ${owner.partition} and ${owner.account} for ${action}.`,
    ),
  ];
}

function shapesOf(action: string): readonly string[] | null {
  const known: Readonly<Record<string, readonly string[]>> = resourceActions;
  return Object.hasOwn(known, action) ? (known[action] ?? null) : null;
}

/** A shape of the closed list as it must stand in a policy of one account. */
function shapePattern(
  shape: string,
  { partition, account }: { readonly partition: string; readonly account: string },
): RegExp {
  const words: Readonly<Record<string, string>> = {
    region: '[a-z0-9-]+',
    account: escaped(account),
    name: '[A-Za-z0-9_.$-]+',
    pattern: '.+',
  };
  const parts = shape.split(/\{(\w+)\}/);
  const source = parts.map((part, index) => (index % 2 === 1 ? words[part] : escaped(part)));
  return new RegExp(`^arn:${escaped(partition)}:${source.join('')}$`, 's');
}

/**
 * Our policies use one variable: the user's own identity. Every session of an identity pool has a value
 * for it, which is why statements with and without it may be merged: IAM drops a statement with a
 * variable that it cannot resolve as a whole (IAM guide, "Policy variables").
 */
function variableBreaches(text: string, ownIdentity: string): Breach[] {
  if (!text.includes('${')) return [];
  if (hasBrokenVariable(text)) {
    return [breach('VARIABLE', `${text} holds a variable that cannot be read.`)];
  }
  return patternTokens(text).flatMap((token) =>
    token.is === 'variable' && (token.key !== ownIdentity || token.fallback !== null)
      ? [breach('VARIABLE', `${text} depends on ${token.key}.`)]
      : [],
  );
}

/** The texts of a permission that may hold a variable. */
function textsOf({ resource, condition }: Permission): readonly string[] {
  return [resource, ...constraintsOf(condition).flatMap(({ values }) => values)];
}

function conditionBreaches({ action, condition }: Permission): Breach[] {
  return constraintsOf(condition).flatMap(({ operator, key, values }) => {
    if (!Object.hasOwn(conditionKeys, key) || !conditionKeys[key]?.includes(operator)) {
      return [breach('CONDITION', `${action} is given under ${operator} of ${key}.`)];
    }
    if (values.length > 0) return [];
    return [breach('CONDITION', `${action} is given under ${key} without a value.`)];
  });
}

function breach(rule: BreachRule, message: string): Breach {
  return { rule, message };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
