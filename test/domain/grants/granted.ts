import type { Grantee } from '../../../src/contract/grantee.ts';
import { requestedPermissions } from '../../../src/domain/grants/categories.ts';
import type { Place } from '../../../src/contract/named-resource.ts';
import { someGrants, type WrittenGrants } from '../../support/builders/grants.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { allKnown, home } from '../../support/builders/known-resources.ts';

export const user: Grantee = { kind: 'authenticated' };
export const guest: Grantee = { kind: 'guest' };
export const admin: Grantee = { kind: 'group', group: 'admins' };

/** The permissions that grants give to somebody, when everything that they name is there. */
export function given(written: WrittenGrants, grantee: Grantee, place: Place = home) {
  const grants = someGrants(written);
  return requestedPermissions({ grants, userPoolId }, [grantee], allKnown(grants, place));
}

/** The same as lines, for tables: `Deny s3:GetObject arn [s3:prefix: a, b]`. */
export function told(written: WrittenGrants, grantee: Grantee, place: Place = home): string[] {
  return given(written, grantee, place).map(({ effect, action, resource, condition }) => {
    const conditions = Object.values(condition ?? {}).flatMap((keys) =>
      Object.entries(keys).map(([key, values]) => ` [${key}: ${values.join(', ')}]`),
    );
    const shown = resource.replace(`:${place.region}:${place.account}:`, ':…:');
    return `${effect === 'Deny' ? 'Deny ' : ''}${action} ${shown}${conditions.join('')}`;
  });
}
