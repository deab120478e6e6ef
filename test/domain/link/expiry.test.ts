import { describe, expect, it } from '@jest/globals';
import { expiryFindings, pastEnd, requireEndAhead } from '../../../src/domain/link/expiry.ts';
import { recordPlan } from '../../../src/domain/roles/record.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { aLinkItem } from '../../support/builders/link.ts';
import { aPlan, planInput } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

const now = new Date('2026-11-22T10:00:00.000Z');
const past = '2026-11-22T09:59:59Z';
const ahead = '2026-11-22T10:00:01Z';
const later = '2026-12-24T00:00:00Z';

describe('An environment with an end', () => {
  it('says when it ends and what happens then', () => {
    const [told, ...others] = expiryFindings(aRequest({ expires: ahead }), true);

    expect(others).toEqual([]);
    expect(told).toMatchObject({
      code: 'LINK_EXPIRES',
      severity: 'info',
      subject: 'storefront/prod',
      message: `storefront/prod expires at ${ahead}. Within some minutes after that the stack removes its policies, its published config and what was pushed; the pools stay as they are.`,
    });
  });

  it('says of a folder that nobody looks into it', () => {
    const [told] = expiryFindings(aRequest({ expires: ahead }), false);

    expect(told?.message).toContain('Nothing looks into a folder');
  });

  it('says that an event may remove it before', () => {
    const [told] = expiryFindings(aRequest({ expires: ahead, removeByEvent: true }), true);

    expect(told?.message).toContain('An event alone may remove it before.');
  });

  it('has something to say only where there is one', () => {
    expect(expiryFindings(aRequest(), true)).toEqual([]);
  });

  it('tells of it in its plan', () => {
    const { findings } = makePlan(planInput({ request: aRequest({ expires: ahead }) }));

    expect(findings.map(({ code }) => code)).toContain('LINK_EXPIRES');
  });

  it('has it in the hash of its plan, and no other plan has', () => {
    const hashOf = (overrides: Parameters<typeof aRequest>[0]) =>
      makePlan(planInput({ request: aRequest(overrides ?? {}) })).hash;

    const hashes = [
      hashOf({}),
      hashOf({ expires: ahead }),
      hashOf({ expires: later }),
      hashOf({ expires: later, removeByEvent: true }),
    ];

    expect(new Set(hashes).size).toBe(4);
    expect(hashOf({ expires: null, removeByEvent: false })).toBe(hashes[0]);
  });
});

describe('The end that a request names', () => {
  it.each([
    ['has to lie ahead', ahead, null],
    ['may not be past', past, `expires: ${past} is past; send the request with a later time.`],
    ['may not be now', now.toISOString(), expect.stringContaining('is past')],
    ['may be left out', null, null],
  ])('%s', (_, expires, complaint) => {
    expect(pastEnd({ expires }, now)).toEqual(complaint);
  });
});

describe('An environment whose recorded end is past', () => {
  const expired = aLinkItem({ request: aRequest({ expires: past }) });

  it('is imported again only with a new end', () => {
    const error = { name: 'InvalidRequest', message: expect.stringContaining(past) };

    expect(() => requireEndAhead(aRequest(), expired, now)).toThrow(expect.objectContaining(error));
    expect(() => requireEndAhead(aRequest({ expires: past }), expired, now)).toThrow(
      expect.objectContaining(error),
    );
    expect(() => requireEndAhead(aRequest({ expires: ahead }), expired, now)).not.toThrow();
  });

  it('may be imported without an end once it was removed', () => {
    const removed = { ...expired, removed: { at: past, revision: 1, announced: true } };

    expect(() => requireEndAhead(aRequest(), removed, now)).not.toThrow();
  });

  it.each([
    ['its end lies ahead', aLinkItem({ request: aRequest({ expires: ahead }) })],
    ['it has none', aLinkItem({ request: aRequest() })],
    ['nothing of it is stored', aLinkItem()],
  ])('is none when %s', (_, item) => {
    expect(() => requireEndAhead(aRequest(), item, now)).not.toThrow();
  });
});

it('A recorded request is looked at again when it ends, however long a removal was put off before', () => {
  const item = aLinkItem({ expiryPutOffTo: later });

  expect(recordPlan(item, aPlan()).expiryPutOffTo).toBeNull();
});
