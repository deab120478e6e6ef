import { describe, expect, it } from '@jest/globals';
import { inlinePolicyLimit } from '../../../src/contract/quotas.ts';
import { budgetFindings } from '../../../src/domain/roles/budget.ts';
import { otherLinksOn, sharedRoleFindings } from '../../../src/domain/roles/link-shares.ts';
import { authRoleArn } from '../../support/builders/ids.ts';
import { link, policyName } from '../../support/builders/link.ts';
import { aRoleChange } from '../../support/builders/plan.ts';

const dev = { name: 'AmplifyImport-storefront.dev', size: 524 };
const shop = { name: 'AmplifyImport-shop.prod', size: 310 };
const stranger = { name: 'TeamAnalytics', size: 900 };

describe('The other links on a role', () => {
  it('are known by the names of their policies', () => {
    expect(otherLinksOn([dev, stranger, shop], link)).toEqual([
      { link: 'storefront/dev', size: 524 },
      { link: 'shop/prod', size: 310 },
    ]);
  });

  it('are counted once, with the policy for functions that one may have there as well', () => {
    const forFunctions = { name: `${dev.name}.fn`, size: 100 };

    expect(otherLinksOn([dev, forFunctions], link)).toEqual([
      { link: 'storefront/dev', size: 624 },
    ]);
  });

  it('are never the link itself', () => {
    const own = [policyName, `${policyName}.fn`].map((name) => ({ name, size: 1 }));

    expect(otherLinksOn(own, link)).toEqual([]);
  });
});

describe('A role that several links write on', () => {
  it('is told with each of them by name, and with what they share', () => {
    const [told, ...others] = sharedRoleFindings(aRoleChange({ foreign: [dev, shop] }), link);

    expect(others).toEqual([]);
    expect(told).toMatchObject({
      code: 'ENVIRONMENT_SHARES_ROLES',
      severity: 'info',
      subject: authRoleArn,
      message: expect.stringMatching(
        /^CognitoAuth is the role of storefront\/dev, shop\/prod too\..*10240 characters/,
      ),
      found: 'storefront/dev 524, shop/prod 310',
    });
  });

  it.each([
    ['only strangers have policies there', aRoleChange({ foreign: [stranger] })],
    ['nothing of this link is to stand there', aRoleChange({ after: null, foreign: [dev] })],
  ])('is not told when %s', (_, change) => {
    expect(sharedRoleFindings(change, link)).toEqual([]);
  });
});

describe('A role that other links fill', () => {
  const full = { used: inlinePolicyLimit, need: 38, limit: inlinePolicyLimit };
  const foundBy = (...foreign: (typeof dev)[]) =>
    budgetFindings(
      { ...aRoleChange({ budget: full }), links: otherLinksOn(foreign, link) },
      'import',
    )[0];

  it('is told with their sizes, and that one of them could go', () => {
    expect(foundBy(stranger, dev, shop)).toMatchObject({
      code: 'POLICY_BUDGET_EXCEEDED',
      found:
        '10240 characters of other policies and 38 of ours; of the others storefront/dev 524, shop/prod 310',
      resolution: expect.stringContaining('Remove an environment'),
    });
  });

  it('is told without a word of links where there are none', () => {
    expect(foundBy(stranger)?.found).toBe('10240 characters of other policies and 38 of ours');
    expect(foundBy(stranger)?.resolution).not.toContain('environment');
  });
});
