import { describe, expect, it } from '@jest/globals';
import type { LinkItem } from '../../../src/contract/link.ts';
import { removalPlan, type RemovalInput } from '../../../src/domain/removal/plan-removal.ts';
import { removedRoles } from '../../../src/domain/removal/removed-roles.ts';
import { found, notFound } from '../../support/builders/readings.ts';
import { authRoleArn, identityPoolId } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, policyName } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';

const document = '{"ours":1}';
const item = aLinkItem({ request: aRequest(), ledger: [aLedgerEntry(document)] });
const none = new Set<string>();
const terms = { force: false, allowList: null, unsettled: none, lookedAt: none };
const on = (ours: Parameters<typeof removedRoles>[0][number]['ours']) => [
  { roleArn: authRoleArn, ours, emitted: null },
];

describe('Our policy on a role of a link that is removed', () => {
  it('is deleted where it is as an import wrote it', () => {
    const { roles, findings } = removedRoles(on(found(document)), item, terms);

    expect(roles).toMatchObject([{ role: authRoleArn, change: 'delete', stands: document }]);
    expect(findings).toEqual([]);
  });

  it('is told as gone where it was taken away already, and deleted all the same', () => {
    const { roles, findings } = removedRoles(on(notFound), item, terms);

    expect(roles).toMatchObject([{ change: 'delete', stands: null }]);
    expect(findings).toMatchObject([
      { code: 'LEDGER_POLICY_GONE', severity: 'info', facts: { role: authRoleArn, policyName } },
    ]);
  });

  it('is nothing to take away where only a late write could have put it, and none is seen', () => {
    const looking = { ...terms, lookedAt: new Set([authRoleArn]) };

    const unseen = removedRoles(on(notFound), item, looking);
    const seen = removedRoles(on(found(document)), item, looking);

    expect(unseen).toMatchObject({ roles: [{ change: 'gone' }], findings: [] });
    expect(seen).toMatchObject({ roles: [{ change: 'delete' }], findings: [] });
  });

  it('is left where it is one that somebody else had written, and an import took over', () => {
    const theirs = '{"theirs":1}';
    const [entry] = item.ledger;
    const hash = aLedgerEntry(theirs).sha256;
    const adopting: LinkItem = {
      ...item,
      ledger: entry ? [{ ...entry, earlier: [hash], adopted: [hash] }] : [],
    };

    const { roles, findings } = removedRoles(on(found(theirs)), adopting, terms);

    expect(roles).toMatchObject([{ change: 'leave' }]);
    expect(findings).toMatchObject([{ code: 'POLICY_DRIFT', severity: 'warning' }]);
  });
});

describe('A removal whose policies were emitted', () => {
  const whole = aLinkItem({ request: aRequest({ rolePolicies: 'emit' }), revision: 3 });
  const input: RemovalInput = {
    item: whole,
    whole,
    manifest: null,
    roles: [],
    rolesUnknown: true,
    readings: new Map(),
    terms: { mode: 'remove', expectPlan: null, force: false, purge: false },
    startedBy: 'request',
    here: { account: null, region: null },
    now: '2026-11-30T00:00:00.000Z',
    allowList: null,
  };

  it('says that nobody knows for which roles, once the plan is gone that tells it', () => {
    expect(removalPlan(input).findings).toMatchObject([
      {
        code: 'EMITTED_ROLES_UNKNOWN',
        facts: { policyName, identityPool: identityPoolId, revision: 3 },
      },
    ]);
  });

  it('says nothing of the kind where the plan is there', () => {
    expect(removalPlan({ ...input, rolesUnknown: false }).findings).toEqual([]);
  });
});
