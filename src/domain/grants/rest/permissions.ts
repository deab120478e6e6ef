import {
  restApiArnPatterns,
  type RestGrant,
  type RestPermission,
} from '../../../contract/grants/rest.ts';
import { parseArn } from '../../ids.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { arnIn, type NamedResource, type Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';

/** API Gateway: one action, on a method of a path (API Gateway guide, "Control access for invoking an API"). */
const restAction = 'execute-api:Invoke';

/**
 * Methods of each permission (docs/facts/gen1-grants.md, "REST methods"). All four are never `*`, which
 * also has HEAD and OPTIONS.
 */
const methods: Readonly<Record<RestPermission, readonly string[]>> = {
  create: ['POST'],
  read: ['GET'],
  update: ['PUT', 'PATCH'],
  delete: ['DELETE'],
};

/** The methods of some permissions, each once. */
export function methodsOf(permissions: readonly RestPermission[]): readonly string[] {
  return [...new Set(permissions.flatMap((permission) => methods[permission]))];
}

export function restApi({ api, region }: RestGrant, defaultRegion: string): NamedResource {
  const id = restApiArnPatterns.map((pattern) => pattern.exec(api)?.[1]).find(Boolean);
  const arn = parseArn(api);
  if (id === undefined || arn === null) {
    return { service: 'execute-api', id: api, region: region ?? defaultRegion, owner: null };
  }
  // The ARN that manages an API names no account.
  const owner = arn.account === '' ? null : { partition: arn.partition, account: arn.account };
  return { service: 'execute-api', id, region: arn.region, owner };
}

/** What one REST grant gives to the role of some users: each path, and what lies below it. */
export function restPermissions(
  { stage, paths }: RestGrant,
  grantee: Grantee,
  { id }: NamedResource,
  place: Place,
): readonly Permission[] {
  return paths.flatMap((path) =>
    (rightsOf(path, grantee) ?? []).flatMap((permission) =>
      methods[permission].flatMap((method) => callsTo(path.path, method, { ...place, id, stage })),
    ),
  );
}

/**
 * Calls of one method to a path, and to what lies below it, as permissions.
 *
 * @param at where the API is, its id there, and its stage
 */
export function callsTo(
  path: string,
  method: string,
  at: Place & { readonly id: string; readonly stage: string },
): readonly Permission[] {
  return patternsOf(path).map((pattern) => ({
    action: restAction,
    resource: arnIn(at, 'execute-api', `${at.id}/${at.stage}/${method}${pattern}`),
  }));
}

/** `/items/{id}` and `/items/{id}/*`, with `*` for what the caller fills in. */
function patternsOf(path: string): readonly string[] {
  if (path === '/') return ['/', '/*'];
  const pattern = path.replaceAll(/\{[^{}]*\}/g, '*');
  return [pattern, `${pattern}/*`];
}
