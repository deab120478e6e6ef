import { describe, expect, it } from '@jest/globals';

import type { storageGrantsSchema } from '../../../src/contract/grants/storage.ts';
import { planRoles } from '../../../src/domain/roles/plan.ts';
import type * as z from 'zod';
import { someGrants } from '../../support/builders/grants.ts';
import { authRoleArn, bucketName, guestRoleArn } from '../../support/builders/ids.ts';
import { aLinkItem, policyName } from '../../support/builders/link.ts';
import { foundResources } from '../../support/builders/known-resources.ts';
import { rolePolicies } from '../../support/builders/plan.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest } from '../../support/builders/request.ts';
import { identitySettings } from '../../support/builders/settings.ts';

type Paths = NonNullable<z.input<ReturnType<typeof storageGrantsSchema>>[number]['paths']>;

const others = found([
  { name: 'amplify-import-storefront-dev', size: 300 },
  { name: 'TeamAnalytics', size: 40 },
]);
const narrowed: Paths = {
  'albums/*': { authenticated: ['read'] },
  'albums/drafts/*': { guest: ['get'] },
};

function findingsOf(paths: Paths, foreign = others) {
  const request = aRequest({ grants: someGrants({ storage: [{ bucket: bucketName, paths }] }) });
  const readings = [authRoleArn, guestRoleArn].map((roleArn) => rolePolicies({ roleArn, foreign }));
  const { roles } = identitySettings();
  return planRoles(request, roles, readings, aLinkItem(), foundResources(request.grants)).findings;
}

describe('A Deny on a role that has other policies', () => {
  it('is a warning that names them and what is denied, on that role alone', () => {
    const denied = `arn:aws:s3:::${bucketName}/albums/drafts/*`;

    expect(findingsOf(narrowed)).toEqual([
      expect.objectContaining({
        code: 'DENY_ON_SHARED_ROLE',
        severity: 'warning',
        subject: authRoleArn,
        message: `${policyName} denies something on ${authRoleArn}, and takes it from these other inline policies of the role too: amplify-import-storefront-dev, TeamAnalytics.`,
        found: `${denied}, albums/drafts/, albums/drafts/*`,
        look: 'aws iam list-role-policies --role-name CognitoAuth',
        facts: {
          role: authRoleArn,
          policyName,
          denied: [denied, 'albums/drafts/', 'albums/drafts/*'],
          otherPolicies: ['amplify-import-storefront-dev', 'TeamAnalytics'],
        },
      }),
    ]);
  });

  it.each<[string, Paths, typeof others]>([
    ['the role has no other policy', narrowed, found([])],
    [
      'paths lie beside each other',
      { 'albums/*': { authenticated: ['read'] }, 'drafts/*': { guest: ['get'] } },
      others,
    ],
    [
      'a path is only of the own folder of each user',
      { 'photos/{entity_id}/*': { entity: ['write'], authenticated: ['read'], guest: ['get'] } },
      others,
    ],
    [
      'the path below allows the same again',
      {
        'albums/*': { authenticated: ['get'] },
        'albums/drafts/*': { authenticated: ['get', 'write'] },
      },
      others,
    ],
  ])('is not said when %s', (_, paths, foreign) => {
    expect(findingsOf(paths, foreign)).toEqual([]);
  });
});
