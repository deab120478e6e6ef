import { describe, expect, it } from '@jest/globals';
import { linkItemSchema, type LedgerEntry } from '../../../src/contract/link.ts';
import type { Plan } from '../../../src/contract/plan.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import { isRecorded, recordPlan } from '../../../src/domain/roles/record.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';
import { aPlan, aRoleChange } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

const [one, two, three] = ['{"1":1}', '{"2":2}', '{"3":3}'] as const;
const writing = (before: string | null, after: string | null) =>
  aPlan({ roles: [aRoleChange({ before, after })], revision: 4 });

const ledgerAfter = (plan: Plan, ledger: readonly LedgerEntry[]) =>
  recordPlan(aLinkItem({ ledger: [...ledger] }), plan).ledger;

describe('The stored request', () => {
  it('is the request without the options of one run', () => {
    const request = aRequest({ mode: 'plan', expectPlan: `sha256:${'a'.repeat(64)}`, adopt: true });

    expect(recordPlan(aLinkItem(), aPlan({ request })).request).toEqual(aRequest());
  });
});

describe('The ledger', () => {
  it('holds the policies of ours that stand, by hash', () => {
    expect(ledgerAfter(writing(null, one), [])).toEqual([
      { roleArn: authRoleArn, policyName, sha256: sha256(one), earlier: [] },
    ]);
  });

  it('remembers what stood there before, newest first, each once', () => {
    const first = ledgerAfter(writing(null, one), []);
    const second = ledgerAfter(writing(one, two), first);
    const third = ledgerAfter(writing(two, three), second);
    const back = ledgerAfter(writing(three, one), third);

    expect(third[0]?.earlier).toEqual([sha256(two), sha256(one)]);
    expect(back[0]).toMatchObject({ sha256: sha256(one), earlier: [sha256(three), sha256(two)] });
  });

  it('remembers the ten newest documents', () => {
    const documents = Array.from({ length: 14 }, (_, index) => `{"${index}":0}`);

    const ledger = documents.reduce(
      (entries, after, index) => ledgerAfter(writing(documents[index - 1] ?? null, after), entries),
      ledgerAfter(aPlan(), []),
    );

    expect(ledger[0]?.earlier).toHaveLength(10);
    expect(ledger[0]?.earlier[0]).toBe(sha256(documents[12] ?? ''));
  });

  it('takes a policy in that stood already as it should be', () => {
    expect(ledgerAfter(writing(one, one), [])[0]).toMatchObject({
      sha256: sha256(one),
      earlier: [],
    });
  });

  it('lets go of a policy that was removed', () => {
    expect(ledgerAfter(writing(one, null), [aLedgerEntry(one)])).toEqual([]);
  });
});

describe('A recorded plan', () => {
  it('leaves request, revision and ledger on the link, and closes the intent', () => {
    const item = aLinkItem({ revision: 3, announcedRevision: 3, intent: anIntent() });

    const recorded = linkItemSchema().parse(recordPlan(item, writing(null, one)));

    expect(recorded).toEqual({
      ...item,
      request: aRequest(),
      revision: 4,
      ledger: [aLedgerEntry(one)],
      intent: null,
    });
  });

  it('is known by the hash that its request expected, until another one was expected', () => {
    const expectPlan = `sha256:${'a'.repeat(64)}`;
    const item = aLinkItem({ intent: anIntent() });

    const expecting = recordPlan(item, aPlan({ request: aRequest({ expectPlan }) }));
    const later = recordPlan({ ...expecting, intent: anIntent({ runId: 'run-2' }) }, aPlan());

    expect(expecting.agreed).toEqual({ hash: expectPlan, key: item.intent?.plan.key });
    expect(later.agreed).toEqual(expecting.agreed);
  });

  it('forgets what was undone, but not when its policies are emitted', () => {
    const item = aLinkItem({ undone: [{ roleArn: guestRoleArn, sha256: ['a'.repeat(64)] }] });
    const emitted = aPlan({ request: aRequest({ rolePolicies: 'emit' }) });

    expect(recordPlan(item, writing(null, one)).undone).toEqual([]);
    expect(recordPlan(item, emitted).undone).toEqual(item.undone);
  });

  it('is recorded, and stays so when it is recorded again', () => {
    const plan = writing(null, one);
    const recorded = recordPlan(aLinkItem(), plan);

    expect(isRecorded(aLinkItem(), plan)).toBe(false);
    expect(isRecorded(recorded, plan)).toBe(true);
    expect(isRecorded(recorded, writing(one, one))).toBe(true);
  });

  it.each([
    ['an intent is open', { intent: anIntent() }],
    ['the revision is another one', { revision: 3 }],
    ['the request is another one', { request: aRequest({ oauth: 'off' }) }],
    ['there is no request', { request: null }],
    ['the ledger knows another document', { ledger: [aLedgerEntry(two)] }],
    ['the ledger knows another role', { ledger: [aLedgerEntry(one, { roleArn: guestRoleArn })] }],
    ['the ledger is empty', { ledger: [] }],
  ])('is not when %s', (_, change) => {
    const plan = writing(null, one);

    expect(isRecorded({ ...recordPlan(aLinkItem(), plan), ...change }, plan)).toBe(false);
  });

  it('does not depend on the order of the ledger', () => {
    const roles = [aRoleChange(), aRoleChange({ role: guestRoleArn })];
    const recorded = recordPlan(aLinkItem(), aPlan({ roles }));

    const turned = { ...recorded, ledger: recorded.ledger.toReversed() };

    expect(isRecorded(turned, aPlan({ roles }))).toBe(true);
  });
});
