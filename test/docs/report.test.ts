import { describe, expect, it } from '@jest/globals';
import { accessSchema, reportSchema, type Access } from '../../src/contract/report.ts';
import { permissionsIn, policyDocument } from '../../src/domain/policies/policy-document.ts';
import { storagePermissions } from '../../src/domain/policies/storage-grants.ts';
import { guestRoleArn } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';
import { aStorageGrant } from '../support/builders/request.ts';
import { codeBlock, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/report.md');

describe('docs/report.md', () => {
  it('tells every key of a report, and no other', () => {
    const told = table(page).map(([key = '']) => key.replaceAll('`', ''));

    expect(told.toSorted()).toEqual(Object.keys(reportSchema.shape).toSorted());
  });

  it('shows the entry of guests who may read, as a run writes it', () => {
    const example = accessSchema.parse(JSON.parse(codeBlock(page, 'json')));

    const granted = storagePermissions(
      aStorageGrant({ guest: ['read'] }),
      { kind: 'guest' },
      'aws',
    );
    expect(example).toMatchObject({
      role: guestRoleArn,
      policyName,
      can: permissionsIn(policyDocument(granted)),
    });
  });

  it('tells every word for whom a role reaches', () => {
    const words = codeWords(section(page, 'Who can do what now').text);
    const reaches: readonly Access['reach'][] = [
      'everyone',
      'ungrouped',
      'some',
      'nobody',
      'unknown',
    ];

    expect(accessSchema.shape.reach.options.toSorted()).toEqual(reaches.toSorted());
    for (const reach of reaches) expect(words).toContain(reach);
  });
});
