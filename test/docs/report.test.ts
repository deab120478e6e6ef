import { describe, expect, it } from '@jest/globals';
import {
  accessSchema,
  answerSchema,
  reportSchema,
  type Access,
} from '../../src/contract/report.ts';
import { permissionsIn, policyDocument } from '../../src/domain/iam/document.ts';
import { levelPermissions } from '../../src/domain/grants/storage/levels.ts';
import { whoCanWhat } from '../../src/domain/report/who-can-what.ts';
import { guestRoleArn, identityKey } from '../support/builders/ids.ts';
import { policyName } from '../support/builders/link.ts';
import { aStorageGrant } from '../support/builders/request.ts';
import { codeBlock, codeBlocks, codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/report.md');
const bucketArn = 'arn:aws:s3:::storefront-uploads';

describe('docs/report.md', () => {
  it('tells every key of a report, and no other', () => {
    const told = table(page).map(([key = '']) => key.replaceAll('`', ''));

    expect(told.toSorted()).toEqual(Object.keys(reportSchema().shape).toSorted());
  });

  it('shows the entry of guests who may read, as a run writes it', () => {
    const example = accessSchema().parse(JSON.parse(codeBlock(page, 'json')));

    const granted = levelPermissions(
      aStorageGrant({ guest: ['read'] }),
      { kind: 'guest' },
      bucketArn,
      identityKey,
    );
    expect(example).toMatchObject({
      role: guestRoleArn,
      policyName,
      can: permissionsIn(policyDocument(granted)),
    });
  });

  it('shows an answer as a run gives it, and tells each of its keys', () => {
    const { text } = section(page, 'Who can do what now');
    const example = answerSchema().parse(JSON.parse(codeBlocks(page, 'json')[1] ?? ''));
    const reading = aStorageGrant({ authenticated: ['read'], guest: ['read'] });
    const principals = (['authenticated', 'guest'] as const).map((kind) => ({
      principal: kind === 'guest' ? 'guests' : 'signed-in users',
      documents: [
        policyDocument(levelPermissions(reading, { kind }, bucketArn, identityKey)) ?? '',
      ],
    }));

    expect(whoCanWhat(identityKey, principals)).toContainEqual(example);
    for (const key of Object.keys(answerSchema().shape)) {
      expect(text).toMatch(new RegExp(`[\`"]${key}[\`"]`));
    }
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

    expect(accessSchema().shape.reach.options.toSorted()).toEqual(reaches.toSorted());
    for (const reach of reaches) expect(words).toContain(reach);
  });
});
