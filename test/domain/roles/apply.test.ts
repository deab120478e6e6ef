import { describe, expect, it } from '@jest/globals';

import {
  decideWrites,
  isCommitted,
  openIntent,
  requireExpectedPolicies,
  withoutIntendedRoles,
} from '../../../src/domain/roles/apply.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import { authRoleArn, guestRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';
import { aPlan, aRoleChange } from '../../support/builders/plan.ts';

const [before, after, other] = ['{"before":1}', '{"after":1}', '{"other":1}'] as const;
const change = aRoleChange({ before, after });
const plan = aPlan({ roles: [change] });
const stands = (auth: string | null, guest: string | null = null) =>
  new Map([
    [authRoleArn, auth],
    [guestRoleArn, guest],
  ]);
const run = {
  runId: 'run-2',
  fence: 2,
  plan: { key: 'plan.json', sha256: 'f'.repeat(64) },
  agreed: null,
  asOf: null,
  eventId: null,
};
const intended = (document: string | null, roleArn = authRoleArn) => ({
  roleArn,
  policyName,
  before: document,
  afterSha256: sha256(after),
});

describe('The writes of a plan', () => {
  it.each([
    ['write what is not there', change, null, [after]],
    ['write what is another', change, before, [after]],
    ['write again what a read shows already, for the read may lag', change, after, [after]],
    ['leave what is settled', aRoleChange({ before: after, after }), after, []],
    ['delete what is to go', aRoleChange({ before, after: null }), before, [null]],
    [
      'delete again what a read no longer shows',
      aRoleChange({ before, after: null }),
      null,
      [null],
    ],
  ])('%s', (_, role, current, documents) => {
    const writes = decideWrites({ roles: [role] }, stands(current));

    expect(writes).toEqual(
      documents.map((document) => ({ roleArn: authRoleArn, policyName, document })),
    );
  });

  it('take a role that was not read for one without our policy', () => {
    expect(decideWrites(plan, new Map())).toHaveLength(1);
  });
});

describe('What stands on the roles just before the writes', () => {
  it.each([
    ['the before-document', before, aLinkItem()],
    ['the after-document of a run that was killed', after, aLinkItem()],
    ['a document of the ledger', other, aLinkItem({ ledger: [aLedgerEntry(other)] })],
    [
      'a document of the open intent',
      other,
      aLinkItem({ intent: anIntent({ roles: [intended(other)] }) }),
    ],
  ])('may be %s', (_, current, item) => {
    expect(() => requireExpectedPolicies(plan, stands(current), item)).not.toThrow();
  });

  it.each([
    ["somebody else's document", other],
    ['nothing where a policy stood', null],
  ])('may not be %s', (_, current) => {
    expect(() => requireExpectedPolicies(plan, stands(current), aLinkItem())).toThrow(
      expect.objectContaining({
        name: 'PlanChanged',
        message: expect.stringContaining(`${policyName} on ${authRoleArn}`),
      }),
    );
  });

  it('is told of every role at once', () => {
    const both = aPlan({ roles: [change, aRoleChange({ role: guestRoleArn, before, after })] });

    expect(() => requireExpectedPolicies(both, stands(other, other), aLinkItem())).toThrow(
      `${policyName} on ${authRoleArn} and ${policyName} on ${guestRoleArn}`,
    );
  });
});

describe('The intent of a run', () => {
  it('holds the before-image and the after-hash of every role that is to change', () => {
    const intent = openIntent(run, plan, stands(before), null, false);

    expect(intent).toEqual({
      ...run,
      manifestSha256: null,
      roles: [{ roleArn: authRoleArn, policyName, before, afterSha256: sha256(after) }],
    });
  });

  it('takes the before-image from what stands, not from the plan', () => {
    const intent = openIntent(run, plan, stands(other), null, false);

    expect(intent.roles[0]?.before).toBe(other);
  });

  it('names the manifest that commits the run', () => {
    const intent = openIntent(
      run,
      aPlan({ manifest: '{"revision":1}\n' }),
      stands(null),
      null,
      false,
    );

    expect(intent.manifestSha256).toBe(sha256('{"revision":1}\n'));
    expect(intent.roles).toEqual([]);
  });

  it('leaves out a role that stays as it is', () => {
    const same = aPlan({ roles: [aRoleChange({ before: after, after })] });

    expect(openIntent(run, same, stands(after), null, false).roles).toEqual([]);
  });

  it.each([
    ['an older document of ours stands again', other],
    ['our policy is gone', null],
    ['nothing has moved', after],
  ])('holds every role that is written, also a settled one: %s', (_, current) => {
    const same = aPlan({ roles: [aRoleChange({ before: after, after })] });

    const written = decideWrites(same, stands(current)).map(({ roleArn }) => roleArn);
    const { roles } = openIntent(run, same, stands(current), null, false);

    expect(roles.map(({ roleArn }) => roleArn)).toEqual(written);
    expect(roles.map((role) => role.before)).toEqual(written.map(() => current));
  });

  it('has no after-hash for a policy that is deleted', () => {
    const removal = aPlan({ roles: [aRoleChange({ before, after: null })] });

    expect(openIntent(run, removal, stands(before), null, false).roles[0]).toMatchObject({
      before,
      afterSha256: null,
    });
  });
});

describe('An intent over an open one', () => {
  const open = anIntent({ roles: [intended(before)] });

  it('inherits its before-images, for what stands may be half of the other run', () => {
    const intent = openIntent(run, plan, stands(after), open, false);

    expect(intent.roles).toEqual([intended(before)]);
    expect(intent).toMatchObject(run);
  });

  it('inherits that there was no policy before', () => {
    const intent = openIntent(
      run,
      plan,
      stands(after),
      anIntent({ roles: [intended(null)] }),
      false,
    );

    expect(intent.roles[0]?.before).toBeNull();
  });

  it('inherits also where nothing is to change any more', () => {
    const done = aPlan({ roles: [aRoleChange({ before: after, after })] });

    expect(openIntent(run, done, stands(after), open, false).roles).toEqual([intended(before)]);
  });

  it('says what is to stand in the end, not what the other run was to write', () => {
    const otherAim = anIntent({ roles: [{ ...intended(before), afterSha256: sha256(other) }] });
    const done = aPlan({ roles: [aRoleChange({ before: after, after })] });

    // What that one was to write stays known: it may still be found on the role.
    expect(openIntent(run, done, stands(after), otherAim, false).roles).toEqual([
      { ...intended(before), earlier: [sha256(other)] },
    ]);
  });

  it('keeps a role that its own plan does not know', () => {
    const elsewhere = anIntent({ roles: [intended(before, guestRoleArn)] });

    const intent = openIntent(run, plan, stands(before), elsewhere, false);

    expect(intent.roles).toEqual([intended(before), intended(before, guestRoleArn)]);
  });

  it('goes on inheriting over any number of runs that die', () => {
    const second = openIntent(run, plan, stands(after), open, false);
    const third = openIntent({ ...run, fence: 3 }, plan, stands(after), second, false);

    expect(third.roles).toEqual(open.roles);
  });

  it('does not inherit after a commit: what stands now is the image to go back to', () => {
    const next = aPlan({ roles: [aRoleChange({ before: after, after: other })] });

    const intent = openIntent(run, next, stands(after), open, true);

    expect(intent.roles).toEqual([
      { roleArn: authRoleArn, policyName, before: after, afterSha256: sha256(other) },
    ]);
  });

  it('does not keep a role of a committed run that its own plan leaves alone', () => {
    expect(openIntent(run, aPlan(), stands(after), open, true).roles).toEqual([]);
  });
});

describe('A role whose write AWS refused', () => {
  const intent = anIntent({ roles: [intended(before), intended(null, guestRoleArn)] });

  it('leaves the open intent, because there is nothing to undo on it', () => {
    const item = aLinkItem({ intent });

    const left = withoutIntendedRoles(item, [authRoleArn]);

    expect(left).toEqual({ ...item, intent: { ...intent, roles: [intended(null, guestRoleArn)] } });
  });

  it.each([
    ['no write was refused', aLinkItem({ intent }), []],
    ['no intent is open', aLinkItem(), [authRoleArn]],
  ])('is no matter when %s', (_, item, refused) => {
    expect(withoutIntendedRoles(item, refused)).toBe(item);
  });
});

describe('A commit', () => {
  it.each([
    ['has happened when the manifest stands', 'manifest', 'manifest', true],
    ['has not when another manifest stands', 'manifest', 'other', false],
    ['has not when there is none', 'manifest', null, false],
    ['never happens in a run that changes no file', null, 'manifest', false],
  ])('%s', (_, mine, standing, committed) => {
    const intent = anIntent({ manifestSha256: mine && sha256(mine) });

    expect(isCommitted(intent, standing)).toBe(committed);
  });
});
