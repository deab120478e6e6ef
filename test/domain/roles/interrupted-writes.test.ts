import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../../../src/domain/canonical.ts';
import {
  rolesUndoneFirst,
  undoneFirstFindings,
  withoutStrangers,
  writesToUndo,
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

describe('What a dead run has begun to write on a role', () => {
  it.each([
    ['nothing is seen there, because reads lag', null],
    ['what it had found is still seen there', 'before'],
    ['its own document stands', 'after'],
    ['that of a run which died before it stands', 'earlier'],
  ])('is put back where %s', (_, document) => {
    expect(writesToUndo(intent, standing(document), standing('wanted'))).toEqual([role]);
  });

  it.each([
    ['the document that is handed out stands', 'wanted', 'wanted'],
    ['that is the very one that the dead run wrote', 'after', 'after'],
    ['somebody has put another one there', 'theirs', 'wanted'],
  ])('is left where %s', (_, document, wanted) => {
    expect(writesToUndo(intent, standing(document), standing(wanted))).toEqual([]);
  });

  it('is put back where nothing is wanted and nothing is seen', () => {
    expect(writesToUndo(intent, standing(null), standing(null))).toEqual([role]);
    expect(writesToUndo(intent, new Map(), new Map())).toEqual([role]);
  });

  it('is nothing without an open intent', () => {
    expect(writesToUndo(null, standing('after'), standing('wanted'))).toEqual([]);
  });

  it('is told with what stands and with what is put back', () => {
    expect(undoneFirstFindings([role], standing('after'))).toMatchObject([
      {
        code: 'BEGUN_WRITE_UNDONE',
        severity: 'warning',
        subject: guestRoleArn,
        found: 'after',
        needed: 'before',
        facts: { role: guestRoleArn, policyName, current: 'after', restored: 'before' },
      },
    ]);
    expect(undoneFirstFindings([{ ...role, before: null }], standing(null))).toMatchObject([
      { found: 'no policy', needed: 'no policy' },
    ]);
  });
});

describe('What a run that writes puts back of a dead one, when it does not come to write', () => {
  const item = aLinkItem({
    intent,
    ledger: [aLedgerEntry('recorded', { roleArn: guestRoleArn })],
  });

  it.each([null, 'before', 'after', 'earlier', 'recorded'])(
    'is a role that shows %j',
    (document) => {
      expect(withoutStrangers(item, standing(document))).toEqual([role]);
    },
  );

  it('is no role that shows what the link does not know', () => {
    expect(withoutStrangers(item, standing('theirs'))).toEqual([]);
  });

  it('is nothing without an open intent', () => {
    expect(withoutStrangers(aLinkItem(), standing(null))).toEqual([]);
  });
});

it('The roles that a plan puts back first are those of its findings', () => {
  const findings = undoneFirstFindings([role], standing('after'));

  expect(rolesUndoneFirst({ findings: [...findings] })).toEqual([guestRoleArn]);
  expect(rolesUndoneFirst({ findings: [] })).toEqual([]);
});
