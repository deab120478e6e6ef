import { describe, expect, it } from '@jest/globals';

import type { GrantCategory } from '../../src/contract/grants.ts';
import { breaches } from '../../src/domain/iam/guardrails.ts';
import { permissionsOf } from '../../src/domain/iam/document.ts';
import {
  clicksArn,
  everyCategory,
  graphqlApiId,
  restApiId,
  trackerArn,
} from '../support/builders/grants.ts';
import { authRoleArn, guestRoleArn, identityPoolId } from '../support/builders/ids.ts';
import { documentOf, planOf, poolRoles } from './category-plan.ts';

describe('What each category grants', () => {
  const categories = Object.keys(everyCategory) as GrantCategory[];
  const roles = poolRoles.map(({ arn }) => arn);

  it.each(categories)('breaks no rule, for users, guests and groups: %s', (category) => {
    const { roles: planned } = planOf({ [category]: everyCategory[category] });

    expect(planned.map(({ role }) => role).toSorted()).toEqual(roles.toSorted());
    for (const { role, after } of planned) {
      expect(breaches(after ?? '', { roleArn: role, identityPoolId })).toEqual([]);
    }
  });

  it.each(categories)('breaks a rule on a role of another account: %s', (category) => {
    const elsewhere = { roleArn: 'arn:aws-cn:iam::444455556666:role/Auth', identityPoolId };
    const { roles: planned } = planOf({ [category]: everyCategory[category] });

    for (const { after } of planned) {
      // What is granted on "*" is of no account.
      const rest = (permissionsOf(after ?? '') ?? []).filter(({ resource }) => resource !== '*');
      const owned = category === 'predictions' && rest.length === 0;
      expect(breaches(rest, elsewhere).length > 0).toBe(!owned);
    }
  });

  it('is "*" for predictions only, and always in one region', () => {
    for (const category of categories) {
      const { roles: planned } = planOf({ [category]: everyCategory[category] });
      const everything = planned
        .flatMap(({ after }) => permissionsOf(after ?? '') ?? [])
        .filter(({ resource }) => resource === '*');

      expect(everything.length > 0).toBe(category === 'predictions');
      for (const { condition } of everything) {
        expect(condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } });
      }
    }
  });

  it('is for guests nothing that writes, unless the request says so of guests', () => {
    const writes = /Put|Delete|Update|Start|Mutation|\/(?:POST|PUT|PATCH|DELETE)\//;
    const asked = planOf({
      storage: [{ bucket: 'acme-files', authenticated: ['create', 'delete'], guest: ['read'] }],
      graphql: [{ api: graphqlApiId, authenticated: true, guest: true }],
      rest: [
        {
          api: restApiId,
          stage: 'prod',
          paths: [{ path: '/', authenticated: ['create', 'delete'], guest: ['read'] }],
        },
      ],
      analytics: [{ stream: clicksArn, authenticated: true }],
      geo: [{ resource: trackerArn, authenticated: ['create'], guest: ['read'] }],
      predictions: [{ use: 'text', authenticated: true, guest: true }],
    });

    expect(documentOf(asked, authRoleArn, 'after')).toMatch(writes);
    expect(documentOf(asked, guestRoleArn, 'after')).not.toMatch(writes);
  });
});
