import {
  graphqlApiArnPattern,
  type GraphqlFields,
  type GraphqlGrant,
} from '../../../contract/grants/graphql.ts';
import { parseArn } from '../../ids.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { arnIn, type NamedResource, type Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';

/** AppSync: one action, on an API, a type or a field (AppSync guide, "AWS_IAM authorization"). */
const graphqlAction = 'appsync:GraphQL';

/** What `true` gives to guests: to read. What they may write is named, like "Mutation.sendMessage". */
const guestsWhole = ['Query.*', 'Subscription.*'];

export function graphqlApi({ api, region }: GraphqlGrant, defaultRegion: string): NamedResource {
  const id = graphqlApiArnPattern.exec(api)?.[1];
  const arn = parseArn(api);
  if (id === undefined || arn === null) {
    return { service: 'appsync', id: api, region: region ?? defaultRegion, owner: null };
  }
  const { partition, account } = arn;
  return { service: 'appsync', id, region: arn.region, owner: { partition, account } };
}

/** What one GraphQL grant gives to the role of some users. */
export function graphqlPermissions(
  grant: GraphqlGrant,
  grantee: Grantee,
  { id }: NamedResource,
  place: Place,
): readonly Permission[] {
  return grantedParts(rightsOf(grant, grantee) ?? false, grantee).map((part) => ({
    action: graphqlAction,
    resource: arnIn(place, 'appsync', `apis/${id}/${part}`),
  }));
}

function grantedParts(fields: GraphqlFields, grantee: Grantee): readonly string[] {
  if (fields === false) return [];
  if (fields === true) return grantee.kind === 'guest' ? guestsWhole.map(partOf) : ['*'];
  return fields.map(partOf);
}

/** `Query.listPosts` is `types/Query/fields/listPosts`, `Query.*` is `types/Query/*`. */
function partOf(name: string): string {
  const [type, field] = name.split('.');
  return field === '*' ? `types/${type}/*` : `types/${type}/fields/${field}`;
}
