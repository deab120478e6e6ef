import { PolicyFault } from '../../contract/errors/faults.ts';
import { byKey } from '../group-by.ts';
import { onceEach } from '../once-each.ts';
import { matchesText, valueOf, type Context } from '../pattern-match.ts';
import { byStart, writtenStartOf } from './by-start.ts';
import { readPermission, valueTokens, type ReadPermission } from './read-permission.ts';
import { permissionsOf } from './document.ts';
import { plainPermissions, type Permission } from './permission.ts';

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
  return isGranted(readPermissions(permissions).filter((one) => applies(one, request)));
}

/** Somebody with the documents that speak for them, and what IAM knows of them. */
export type Principal = {
  readonly principal: string;
  readonly documents: readonly string[];
  readonly context?: Context;
};

/** Tells whom of some their documents allow a call: every pattern is read once, for all calls. */
export function callersAmong(
  principals: readonly Principal[],
): (request: PolicyRequest) => string[] {
  const read = onceEach((document) => readPermissions(judgeable(document)));
  const sayings = principals.flatMap(({ documents, context = {} }, caller) =>
    documents.flatMap((document) =>
      read(document).map((saying) => ({ ...saying, caller, context })),
    ),
  );
  const ofAction = byAction(sayings);
  return (request) => {
    const effects = byKey(
      ofAction(request).filter((one) =>
        applies(one, { ...request, context: { ...one.context, ...request.context } }),
      ),
      ({ caller }) => caller,
    );
    return principals.flatMap(({ principal }, caller) =>
      isGranted(effects.get(caller) ?? []) ? [principal] : [],
    );
  };
}

/** Those whose action and resource may be the ones of a call: most policies name an action by its whole name. */
function byAction<Saying extends ReadPermission>(sayings: readonly Saying[]) {
  const actionOf = ({ permission }: Saying) => permission.action.toLowerCase();
  const startOf = ({ permission }: Saying) => writtenStartOf(permission.resource);
  const isOpen = (saying: Saying) => writtenStartOf(actionOf(saying)) !== actionOf(saying);
  const open = byStart(sayings.filter(isOpen), startOf);
  const named = new Map(
    [
      ...byKey(
        sayings.filter((saying) => !isOpen(saying)),
        actionOf,
      ),
    ].map(([action, those]) => [action, byStart(those, startOf)] as const),
  );
  return ({ action, resource }: PolicyRequest): readonly Saying[] => [
    ...(named.get(action.toLowerCase())?.(resource) ?? []),
    ...open(resource),
  ];
}

function isGranted(applying: readonly ReadPermission[]): boolean {
  return applying.length > 0 && applying.every(({ permission }) => permission.effect === 'Allow');
}

function judgeable(document: string): readonly Permission[] {
  const permissions = permissionsOf(document);
  if (permissions) return permissions;
  throw new PolicyFault('A policy with statements of another kind than ours cannot be judged.');
}

function readPermissions(permissions: readonly Permission[]): readonly ReadPermission[] {
  return plainPermissions(permissions).map(readPermission);
}

function applies(
  { permission, action, resource }: ReadPermission,
  { action: called, resource: target, context = {} }: PolicyRequest,
): boolean {
  return (
    matchesText(action, called.toLowerCase(), {}) &&
    matchesText(resource, target, context) &&
    permission.constraints.every((constraint) => {
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
