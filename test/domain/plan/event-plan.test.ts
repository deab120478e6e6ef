import { describe, expect, it } from '@jest/globals';
import type { RememberedPlan } from '../../../src/contract/link.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import type { PlanInput } from '../../../src/domain/plan/plan-input.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { codes } from '../../support/builders/codes.ts';
import { guestRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';
import { planInput, rolePolicies } from '../../support/builders/plan.ts';
import { found } from '../../support/builders/readings.ts';
import { aRequest, aStorageGrant, storageGrants } from '../../support/builders/request.ts';

const expectPlan = `sha256:${'a'.repeat(64)}`;
const toGuests = storageGrants(aStorageGrant({ guest: ['read'] }));
const toUsers = storageGrants(aStorageGrant({ authenticated: ['read'] }));
const guests = aRequest({ grants: toGuests });

const seenPlan = (overrides: Partial<RememberedPlan> = {}): RememberedPlan => ({
  hash: expectPlan,
  key: 'plan.json',
  kind: 'import',
  startedBy: 'request',
  hashVersion: 4,
  ...overrides,
});

/** The plan of a run that an event started. */
const byEvent = (overrides: Partial<PlanInput>) =>
  makePlan(planInput({ startedBy: 'event', ...overrides }));
const guestDocument = (grants: PlanInput['request']['grants']) =>
  makePlan(planInput({ request: aRequest({ grants }) })).roles.find(
    ({ role }) => role === guestRoleArn,
  )?.after ?? '';
const standing = (document: string) => [
  rolePolicies(),
  rolePolicies({ roleArn: guestRoleArn, ours: found(document) }),
];

describe('An event that would give guests something new', () => {
  it('needs the hash of a plan, and is told it', () => {
    const plan = byEvent({ request: guests });

    expect(plan.findings).toEqual([
      expect.objectContaining({
        code: 'EXPECT_PLAN_NEEDED',
        severity: 'error',
        subject: guestRoleArn,
        found: expect.stringContaining('+ allow s3:GetObject'),
        resolution: expect.stringContaining(`"expectPlan": "${plan.hash}"`),
        facts: {
          plan: plan.hash,
          expected: null,
          change: {
            what: 'new access of guests',
            role: guestRoleArn,
            allowed: expect.arrayContaining([
              expect.objectContaining({ Effect: 'Allow', Action: 's3:GetObject' }),
            ]),
            deniedNoMore: [],
          },
        },
      }),
    ]);
  });

  it('needs it for what goes beyond what stands there', () => {
    const document = guestDocument(toGuests);
    const item = aLinkItem({
      request: guests,
      ledger: [aLedgerEntry(document, { roleArn: guestRoleArn })],
    });
    const wider = aRequest({ grants: storageGrants(aStorageGrant({ guest: ['read', 'create'] })) });

    const { findings } = byEvent({ request: wider, item, rolePolicies: standing(document) });

    expect(codes(findings)).toEqual(['EXPECT_PLAN_NEEDED']);
    expect(findings[0]?.found).toContain('s3:PutObject');
    expect(findings[0]?.found).not.toContain('s3:GetObject');
  });

  it('needs it where a stranger has made something else of the policy', () => {
    const request = { ...guests, adopt: true };

    const { findings } = byEvent({ request, rolePolicies: standing('{"Statement":"x"}') });

    expect(codes(findings)).toEqual(['EXPECT_PLAN_NEEDED']);
  });

  it('needs it for what a run that died has left there', () => {
    const document = guestDocument(toGuests);
    const left = { roleArn: guestRoleArn, policyName, before: null, afterSha256: sha256(document) };
    const item = aLinkItem({ intent: anIntent({ roles: [left] }) });

    const { findings } = byEvent({ request: guests, item, rolePolicies: standing(document) });

    expect(codes(findings)).toEqual(['EXPECT_PLAN_NEEDED']);
  });

  it.each<[string, Partial<PlanInput['item']>]>([
    ['that nobody has made here', {}],
    ['that an event had made', { plans: [seenPlan({ startedBy: 'event' })] }],
    ['of which nobody knows who had it made', { plans: [seenPlan({ startedBy: null })] }],
    ['of a removal', { plans: [seenPlan({ kind: 'removal' })] }],
    ['that was carried out', { agreed: seenPlan() }],
  ])('is refused with the hash of a plan %s', (_, known) => {
    const request = { ...guests, expectPlan };

    const { findings } = byEvent({ request, item: aLinkItem(known) });

    expect(codes(findings)).toEqual(['EXPECT_PLAN_NEEDED']);
    expect(findings[0]?.message).toContain(`${expectPlan} is of no plan that a person's run`);
  });

  it.each<[string, Partial<PlanInput>]>([
    ['a person asks', { request: guests, startedBy: 'request' }],
    [
      "the event has the hash of a person's plan",
      { request: { ...guests, expectPlan }, item: aLinkItem({ plans: [seenPlan()] }) },
    ],
    [
      'the run that died went by the hash too',
      {
        request: { ...guests, expectPlan },
        item: aLinkItem({ intent: anIntent({ agreed: expectPlan }) }),
      },
    ],
    ['it asks for a plan only', { request: { ...guests, mode: 'plan' } }],
    ['the policies are emitted', { request: { ...guests, rolePolicies: 'emit' } }],
    ['only signed-in users get something', { request: aRequest({ grants: toUsers }) }],
    ['the same stands there', { request: guests, rolePolicies: standing(guestDocument(toGuests)) }],
    [
      'guests lose something',
      {
        request: { ...guests, adopt: true },
        rolePolicies: standing(
          guestDocument(storageGrants(aStorageGrant({ guest: ['read', 'delete'] }))),
        ),
      },
    ],
    [
      'the ledger says that it was written, and a read lags behind',
      {
        request: guests,
        item: aLinkItem({
          request: guests,
          ledger: [aLedgerEntry(guestDocument(toGuests), { roleArn: guestRoleArn })],
        }),
      },
    ],
  ])('needs nothing when %s', (_, overrides) => {
    expect(codes(byEvent(overrides).findings)).not.toContain('EXPECT_PLAN_NEEDED');
  });
});

describe('An event that would lead a link to another pool', () => {
  const stored = aLinkItem({ request: aRequest() });

  it.each([
    ['userPoolId', { userPoolId: 'eu-west-1_Another01' }],
    ['identityPoolId', { identityPoolId: 'eu-west-1:99999999-2222-4333-8444-555555555555' }],
    ['identityPoolId', { identityPoolId: null }],
  ])('needs the hash of a plan: %s', (subject, change) => {
    const { findings } = byEvent({ item: stored, request: aRequest(change) });

    expect(findings).toEqual([
      expect.objectContaining({
        code: 'EXPECT_PLAN_NEEDED',
        subject,
        facts: expect.objectContaining({
          change: expect.objectContaining({
            what: 'another pool',
            link: 'storefront/prod',
            field: subject,
            requested: Object.values(change)[0],
          }),
        }),
      }),
    ]);
  });

  it('needs nothing for the pools that it has, or for a link that is new', () => {
    expect(byEvent({ item: stored }).findings).toEqual([]);
    expect(byEvent({}).findings).toEqual([]);
  });
});

describe('An event that would end a link earlier', () => {
  const end = '2026-12-24T00:00:00Z';
  const stored = (expires: string | null) => aLinkItem({ request: aRequest({ expires }) });

  it.each([
    ['expires', null, { expires: end }],
    ['expires', '2026-12-25T00:00:00Z', { expires: end }],
    ['removeByEvent', end, { expires: end, removeByEvent: true }],
  ])('needs the hash of a plan: %s, where %s is stored', (subject, expires, change) => {
    const { findings } = byEvent({ item: stored(expires), request: aRequest(change) });

    expect(findings.filter(({ code }) => code === 'EXPECT_PLAN_NEEDED')).toEqual([
      expect.objectContaining({
        subject,
        facts: expect.objectContaining({
          change: expect.objectContaining({ what: 'an end', link: 'storefront/prod' }),
        }),
      }),
    ]);
  });

  it.each([
    ['a link that is new', aLinkItem(), { expires: end, removeByEvent: true }],
    ['the end that is stored', stored(end), { expires: end }],
    ['a later one', stored('2026-12-23T23:59:59.5Z'), { expires: end }],
    ['no end any more', stored(end), {}],
  ])('needs nothing for %s', (_, item, change) => {
    const { findings } = byEvent({ item, request: aRequest(change) });

    expect(codes(findings)).not.toContain('EXPECT_PLAN_NEEDED');
  });

  it('is agreed to by no plan without that end', () => {
    const hashOf = (change: object) => makePlan(planInput({ request: aRequest(change) })).hash;
    const changes = [{}, { expires: end }, { removeByEvent: true }];

    expect(new Set(changes.map(hashOf)).size).toBe(changes.length);
  });
});
