import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../../src/domain/canonical.ts';
import {
  restoredFirstFindings,
  rolesToRestore,
  rolesWithoutOthersWork,
} from '../../../src/domain/roles/interrupted-writes.ts';
import { guestRoleArn } from '../../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../../support/builders/link.ts';

const role = {
  roleArn: guestRoleArn,
  policyName,
  before: 'before',
  afterSha256: sha256('after'),
  earlier: [sha256('earlier')],
};
const intent = anIntent({ roles: [role] });
const standing = (document: string | null) => new Map([[guestRoleArn, document]]);

describe('A role on which a run that died had written', () => {
  it.each([
    ['nothing is seen there, because reads lag', null],
    ['what it had found is still seen there', 'before'],
    ['its own document stands', 'after'],
    ['that of a run which died before it stands', 'earlier'],
  ])('is restored where %s', (_, document) => {
    expect(rolesToRestore(intent, standing(document), standing('wanted'))).toEqual([role]);
  });

  it.each([
    ['the emitted document stands', 'wanted', 'wanted'],
    ['that is the very one that the dead run wrote', 'after', 'after'],
    ['somebody has put another one there', 'theirs', 'wanted'],
  ])('is left where %s', (_, document, wanted) => {
    expect(rolesToRestore(intent, standing(document), standing(wanted))).toEqual([]);
  });

  it('is restored where nothing is wanted and nothing is seen', () => {
    expect(rolesToRestore(intent, standing(null), standing(null))).toEqual([role]);
    expect(rolesToRestore(intent, new Map(), new Map())).toEqual([role]);
  });

  it('is nothing without an open intent', () => {
    expect(rolesToRestore(null, standing('after'), standing('wanted'))).toEqual([]);
  });

  it('is told with what is there and with what is restored', () => {
    expect(restoredFirstFindings([role], standing('after'))).toMatchObject([
      {
        code: 'BEGUN_WRITE_UNDONE',
        severity: 'warning',
        subject: guestRoleArn,
        found: 'after',
        needed: 'before',
        facts: { role: guestRoleArn, policyName, current: 'after', restored: 'before' },
      },
    ]);
    expect(restoredFirstFindings([{ ...role, before: null }], standing(null))).toMatchObject([
      { found: 'no policy', needed: 'no policy' },
    ]);
  });
});

describe('What a run that writes restores of a dead one, when it does not come to write', () => {
  const item = aLinkItem({
    intent,
    ledger: [aLedgerEntry('recorded', { roleArn: guestRoleArn })],
  });

  it.each([null, 'before', 'after', 'earlier', 'recorded'])(
    'is a role that shows %j',
    (document) => {
      expect(rolesWithoutOthersWork(item, standing(document))).toEqual([role]);
    },
  );

  it('is no role that shows what the link does not know', () => {
    expect(rolesWithoutOthersWork(item, standing('theirs'))).toEqual([]);
  });

  it('is nothing without an open intent', () => {
    expect(rolesWithoutOthersWork(aLinkItem(), standing(null))).toEqual([]);
  });
});
