import { PolicyFault } from '../../contract/faults.ts';
import { matchesAction, matchesText, valueOf, type Context } from '../pattern-match.ts';
import { patternTokens } from '../pattern.ts';
import { valueTokens } from './coverage.ts';
import { plainPermissions, type Permission, type PlainPermission } from './permission.ts';
import { permissionsOf } from './document.ts';

/**
 * Decides like IAM (IAM guide, "Policy evaluation logic"), for documents of our closed language: what
 * no statement allows is denied, and a Deny beats every Allow. Boundaries, session policies and
 * policies of the resource are no part of it.
 */

/** One call as IAM sees it: an action on the ARN of a resource, with the keys of its context. */
export type PolicyRequest = {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
};

/**
 * Whether documents together allow a call.
 *
 * @internal for tests, which ask what a policy lets somebody do
 * @throws PolicyFault when a document is not in our closed language: what it allows is not known
 */
export function isAllowed(documents: readonly string[], request: PolicyRequest): boolean {
  return isPermitted(documents.flatMap(judgeable), request);
}

/**
 * Whether permissions together allow a call.
 *
 * @internal for tests, which hold permissions against documents
 */
export function isPermitted(permissions: readonly Permission[], request: PolicyRequest): boolean {
  const applying = plainPermissions(permissions).filter((one) => applies(one, request));
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
}

/** Somebody with the documents that speak for them, and what IAM knows of them. */
export type Principal = {
  readonly principal: string;
  readonly documents: readonly string[];
  readonly context?: Context;
};

/** Those whom their documents allow a call. */
export function whoCan(principals: readonly Principal[], request: PolicyRequest): string[] {
  return principals
    .filter(({ documents, context }) =>
      isAllowed(documents, { ...request, context: { ...context, ...request.context } }),
    )
    .map(({ principal }) => principal);
}

function judgeable(document: string): readonly Permission[] {
  const permissions = permissionsOf(document);
  if (permissions) return permissions;
  throw new PolicyFault('A policy with statements of another kind than ours cannot be judged.');
}

function applies(
  { action, resource, constraints }: PlainPermission,
  { action: called, resource: target, context = {} }: PolicyRequest,
): boolean {
  return (
    matchesAction(action, called) &&
    matchesText(patternTokens(resource), target, context) &&
    constraints.every((constraint) => {
      const actual = valueOf(context, constraint.key);
      // A key that the request lacks is met by none of its values.
      return (
        actual !== null &&
        constraint.values.some((value) =>
          matchesText(valueTokens(constraint, value), actual, context),
        )
      );
    })
  );
}
