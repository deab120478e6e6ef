import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { finding, type Finding } from '../../../src/contract/findings.ts';
import { manifestSchema } from '../../../src/contract/manifest.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import type { PlanInput } from '../../../src/domain/plan/plan-input.ts';
import { guestRoleArn } from '../../support/builders/ids.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { aFinding } from '../../support/builders/finding.ts';
import { planInput, rolePolicies, userPoolSlice } from '../../support/builders/plan.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';
import { authSettings, identitySettings } from '../../support/builders/settings.ts';
import { runs } from '../../support/counts.ts';

const granting = aRequest({
  grants: storageGrants(aStorageGrant({ authenticated: ['create', 'read'], guest: ['read'] })),
});
const granted = (overrides: Partial<PlanInput> = {}) =>
  planInput({ request: granting, ...overrides });

describe('The hash of a plan', () => {
  it('is the same for the same world and request, whatever the order of what was read', () => {
    const keys = Object.keys(granted()) as (keyof PlanInput)[];

    fc.assert(
      fc.property(
        fc.shuffledSubarray(keys, { minLength: keys.length, maxLength: keys.length }),
        fc.boolean(),
        (order, backwards) => {
          const input = granted();
          const roles = backwards ? input.rolePolicies.toReversed() : input.rolePolicies;
          const shuffled = Object.fromEntries(order.map((key) => [key, input[key]]));

          const plan = makePlan({ ...(shuffled as PlanInput), rolePolicies: roles });

          expect(plan).toEqual(makePlan(input));
        },
      ),
      runs(100),
    );
  });

  it.each<[string, Partial<PlanInput>]>([
    ['the run is a plan only', { request: { ...granting, mode: 'plan' } }],
    [
      'the run expects a plan',
      { request: { ...granting, expectPlan: `sha256:${'a'.repeat(64)}` } },
    ],
    ["somebody else's policy grew", { rolePolicies: withForeign(500) }],
    ['information is told', telling(aFlaw({ severity: 'info' }))],
    ['the permissions are asked in another order', { request: reordered() }],
  ])('stays when %s', (_, change) => {
    expect(makePlan(granted(change)).hash).toBe(makePlan(granted()).hash);
  });

  it.each<[string, Partial<PlanInput>]>([
    ['the grants', { request: aRequest() }],
    ['the policy that stands', { rolePolicies: [rolePolicies({ ours: found('{"x":1}') })] }],
    [
      'a rendered file',
      { userPool: userPoolSlice({ settings: authSettings({ mfa: 'ON' }), findings: [] }) },
    ],
    ['the roles of the identity pool', { identityPool: withoutGuests() }],
    ['the errors', telling(aFlaw({ severity: 'error' }))],
    ['the warnings', telling(aFlaw())],
    ['the link', { item: aLinkItem({ env: 'dev' }) }],
  ])('differs when %s differ', (_, change) => {
    expect(makePlan(granted(change)).hash).not.toBe(makePlan(granted()).hash);
  });
});

describe('The hash of a plan with flaws', () => {
  const hashWith = (...flaws: Finding[]) => makePlan(granted(telling(...flaws))).hash;

  it('tells flaws apart by what is wrong with what', () => {
    expect(hashWith(aFlaw({ subject: 'another' }))).not.toBe(hashWith(aFlaw()));
    expect(hashWith(aFlaw({ code: 'TRUST_OTHER_PRINCIPAL' }))).not.toBe(hashWith(aFlaw()));
  });

  it('does not hang on their words or their order, nor on how often one is told', () => {
    const other = aFlaw({ subject: 'another' });

    expect(hashWith(aFlaw({ message: 'In other words.' }))).toBe(hashWith(aFlaw()));
    expect(hashWith(other, aFlaw(), aFlaw({ needed: 'x' }))).toBe(hashWith(aFlaw(), other));
  });

  it('tells warnings apart by the facts that are agreed on, in whatever order they are listed', () => {
    const openedTo = (...principals: string[]) =>
      finding('TRUST_OTHER_PRINCIPAL', { role: guestRoleArn, principals });
    const both = openedTo('Service a', 'AWS b');

    expect(hashWith(both)).not.toBe(hashWith(openedTo('Service a')));
    expect(hashWith(both)).toBe(hashWith(openedTo('AWS b', 'Service a')));
  });

  it('does not hang on what an error found, to which nobody can agree', () => {
    const [one, other] = ['a', 'b'].map((found) => aFlaw({ severity: 'error', found }));

    expect(hashWith(...(one ? [one] : []))).toBe(hashWith(...(other ? [other] : [])));
  });

  it('does not hang on the room that policies of others take, where it is a warning only', () => {
    const crowded = (size: number) =>
      makePlan(
        granted({
          request: { ...granting, rolePolicies: 'emit' },
          rolePolicies: withForeign(size),
        }),
      );

    const [one, other] = [crowded(10_200), crowded(10_210)];

    expect(one.findings.map(({ code, severity }) => [code, severity])).toContainEqual([
      'POLICY_BUDGET_EXCEEDED',
      'warning',
    ]);
    expect(one.hash).toBe(other.hash);
  });
});

describe('A published file that is no more wanted', () => {
  const manifest = manifestSchema().parse(JSON.parse(makePlan(granted()).manifest ?? ''));
  const planAfter = (...more: string[]) => {
    const files = more.map((path) => ({ path, bytes: 2, sha256: 'x', contentType: 'text/plain' }));
    return makePlan(
      granted({
        published: {
          manifest: { ...manifest, files: [...manifest.files, ...files] },
          manifestEtag: '"etag"',
          currentCopies: {},
        },
      }),
    );
  };

  it('is part of the plan, and of its hash', () => {
    const [none, one, two] = [planAfter(), planAfter('old.json'), planAfter('old.json', 'x.json')];

    expect([none, one, two].map(({ removedFiles }) => removedFiles)).toEqual([
      [],
      ['old.json'],
      ['old.json', 'x.json'],
    ]);
    expect(new Set([none, one, two].map(({ hash }) => hash)).size).toBe(3);
  });
});

function aFlaw(overrides: Partial<Finding> = {}): Finding {
  return aFinding({ severity: 'warning', ...overrides });
}

function telling(...flaws: Finding[]): Partial<PlanInput> {
  return { userPool: userPoolSlice({ settings: authSettings(), findings: flaws }) };
}

function withForeign(size: number) {
  const foreign = found([{ name: 'TeamAnalytics', size }]);
  return [rolePolicies({ foreign }), rolePolicies({ roleArn: guestRoleArn, foreign })];
}

function withoutGuests() {
  const settings = identitySettings();
  return { settings: { ...settings, roles: settings.roles.slice(0, 1) }, findings: [] };
}

function reordered() {
  return aRequest({
    grants: storageGrants(
      aStorageGrant({ guest: ['read', 'read'], authenticated: ['read', 'create'] }),
    ),
  });
}
