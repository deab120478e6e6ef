import { describe, expect, it } from '@jest/globals';

import type { Permission } from '../../../src/domain/iam/permission.ts';
import { policyDocument } from '../../../src/domain/iam/document.ts';

const documentOf = (list: readonly Permission[]): string => policyDocument(list) ?? '';
const listing = (...prefixes: string[]) => ({ StringLike: { 's3:prefix': prefixes } });
const statementsOf = (list: readonly Permission[]) => JSON.parse(documentOf(list)).Statement;
const on = (resource: string, ...names: string[]) =>
  names.map((action) => ({ action, resource: `arn:aws:s3:::acme/${resource}` }));

describe('A policy document with denials', () => {
  const [allow] = on('photos/private/*', 's3:GetObject');
  const denied = { effect: 'Deny', ...allow } as Permission;

  it('says them beside what is allowed, never one for the other', () => {
    expect(statementsOf([...on('photos/*', 's3:GetObject'), denied])).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/photos/*' },
      { Effect: 'Deny', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/photos/private/*' },
    ]);
    expect(statementsOf([...on('photos/private/*', 's3:GetObject'), denied])).toHaveLength(2);
  });

  it('leaves out a denial that a wider one makes', () => {
    const wider = { ...denied, resource: 'arn:aws:s3:::acme/photos/*' };

    expect(statementsOf([denied, wider])).toEqual(statementsOf([wider]));
  });

  it('says a denial also when nothing is allowed', () => {
    expect(statementsOf([denied])).toHaveLength(1);
  });
});

describe('A policy document with conditions', () => {
  const inRegions = (action: string, ...regions: string[]): Permission => ({
    action,
    resource: '*',
    condition: { StringEquals: { 'aws:RequestedRegion': regions } },
  });
  const list = (prefixes: string[]): Permission => ({
    action: 's3:ListBucket',
    resource: 'arn:aws:s3:::acme',
    condition: listing(...prefixes),
  });

  it('says once what is allowed under several values of one key', () => {
    expect(
      statementsOf([
        inRegions('translate:TranslateText', 'eu-west-1'),
        inRegions('translate:TranslateText', 'us-east-1'),
      ]),
    ).toEqual([
      {
        Effect: 'Allow',
        Action: 'translate:TranslateText',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
      },
    ]);
  });

  it('leaves out what a weaker condition allows, and keeps what a stricter one does not', () => {
    expect(statementsOf([list(['a/*']), list(['a/b', 'a/c*'])])).toEqual(
      statementsOf([list(['a/*'])]),
    );
    expect(statementsOf([list(['a/*']), list(['a/b', 'c'])])[0].Condition).toEqual(
      listing('a/*', 'a/b', 'c'),
    );
  });

  it('tells values of two keys apart', () => {
    const under = (key: string): Permission => ({
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::acme',
      condition: { StringEquals: { [key]: ['1'] } },
    });

    expect(statementsOf([under('k'), under('l')])).toHaveLength(2);
  });

  it('never pairs values of two keys that nobody put together', () => {
    const both = (k: string, l: string): Permission => ({
      action: 's3:ListBucket',
      resource: 'arn:aws:s3:::acme',
      condition: { StringEquals: { k: [k], l: [l] } },
    });

    expect(statementsOf([both('1', '1'), both('2', '2')])).toHaveLength(2);
  });

  it('allows nothing under a key without values', () => {
    expect(policyDocument([list([])])).toBeNull();
  });
});
