import { describe, expect, it } from '@jest/globals';
import type { RoleChange } from '../../../src/contract/plan.ts';
import { changesPolicy } from '../../../src/domain/roles/delivery.ts';
import type { RunRequest } from '../../../src/contract/request.ts';
import { deliveredRoles } from '../../../src/domain/roles/delivered-roles.ts';
import { deliveryOf } from '../../../src/domain/roles/deliveries.ts';
import { aLedgerEntry, aLinkItem } from '../../support/builders/link.ts';
import { aPlan, aRoleChange } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

const [written, emitted] = [
  deliveryOf({ rolePolicies: 'write' }),
  deliveryOf({ rolePolicies: 'emit' }),
];

describe('What becomes of a policy', () => {
  it.each([
    [null, 'a', 'add', true],
    ['a', null, 'delete', true],
    ['a', 'b', 'replace', true],
    ['a', 'a', 'keep', false],
  ] as const)('from %s to %s is "%s"', (before, after, verb, changes) => {
    expect(written.verb({ before, after })).toBe(verb);
    expect(changesPolicy(verb)).toBe(changes);
  });

  it.each([
    [null, 'a', 'emit', true],
    ['a', null, 'leave in place', false],
    ['a', 'b', 'emit', true],
    ['a', 'a', 'keep', false],
  ] as const)(
    'from %s to %s is "%s" while policies are emitted',
    (before, after, verb, changes) => {
      expect(emitted.verb({ before, after })).toBe(verb);
      expect(changesPolicy(verb)).toBe(changes);
    },
  );
});

describe('How policies get to their roles', () => {
  it('is by writing them, where nothing is said of it', () => {
    expect(deliveryOf({})).toBe(written);
    expect(written.named).toEqual({});
    expect(emitted.named).toEqual({ rolePolicies: 'emit' });
  });

  it('asks the owners of the roles to allow what is written there, and no file', () => {
    expect(written.askedOwners({ storefront: ['*'] })).toEqual({ storefront: ['*'] });
    expect(emitted.askedOwners({ storefront: ['*'] })).toBeNull();
  });

  it('shows in a hash what a role holds where it is written, whatever its owner put there else', () => {
    const documents = { before: '{"a":1}', after: '{ "c": 3, "b": 2 }' };

    expect(written.hashView(documents)).toEqual(documents);
    expect(emitted.hashView(documents)).toEqual({ before: null, after: '{"b":2,"c":3}' });
    expect(emitted.hashView({ ...documents, after: null })).toEqual({ before: null, after: null });
  });

  it('leaves the ledger as it is, and trusts it no more, while policies are emitted', () => {
    const item = aLinkItem({
      ledger: [aLedgerEntry('{"a":1}')],
      undone: [{ roleArn: 'x', sha256: ['y'] }],
    });
    const plan = aPlan({ roles: [aRoleChange({ before: '{"a":1}', after: '{"b":2}' })] });

    expect(emitted.ledger(plan, item)).toEqual({ ledger: item.ledger, undone: item.undone });
    expect(emitted.certainLedger(item.ledger)).toEqual([]);
    expect(written.ledger(plan, item)).toMatchObject({
      ledger: [{ earlier: [item.ledger[0]?.sha256] }],
      undone: [],
    });
    expect(written.certainLedger(item.ledger)).toBe(item.ledger);
  });

  it('has the plan stand on the roles only where it was written there', () => {
    const documents = { before: 'a', after: 'b' };

    expect(written.carriedOut(documents)).toEqual({ document: 'b' });
    expect(emitted.carriedOut(documents)).toBeNull();
  });

  it('is said of a plan before its parts, with what is restored first', () => {
    expect(written.summary({ restoredFirst: [] })).toBeNull();
    expect(emitted.summary({ restoredFirst: [] })).toMatch(/^Nothing is written on a role: /);
    expect(emitted.summary({ restoredFirst: ['x'] })).toContain('is restored: the policies are');
  });
});

describe('How many roles a link has its policy on', () => {
  const onRoles = (count: number, after: string | null = '{}') =>
    Array.from({ length: count }, (_, at) =>
      aRoleChange({ role: `arn:aws:iam::111122223333:role/r${at}`, before: null, after }),
    );
  const judged = (
    roles: readonly RoleChange[],
    rolePolicies: RunRequest['rolePolicies'] = 'write',
  ) =>
    deliveredRoles(
      { roles, otherRoles: [], findings: [] },
      {
        request: aRequest({ rolePolicies }),
        item: aLinkItem(),
        rolePolicies: [],
        committed: null,
      },
    ).findings;

  it('is at most what it keeps a record of', () => {
    expect(judged(onRoles(300))).toEqual([]);
    expect(judged(onRoles(301))).toEqual([
      expect.objectContaining({
        code: 'ROLES_TOO_MANY',
        severity: 'error',
        message: 'The link storefront/prod would have a policy on 301 roles.',
        needed: 'at most 300 roles',
      }),
    ]);
  });

  it('may fall from any number', () => {
    expect(judged([...onRoles(300), ...onRoles(300, null)])).toEqual([]);
  });

  it('does not matter where the owners put the policies on the roles', () => {
    expect(judged(onRoles(301), 'emit')).toEqual([]);
  });
});
