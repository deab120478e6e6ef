import { describe, expect, it } from '@jest/globals';
import { signedLines, type PolicyStatement } from '../../src/contract/statement-text.ts';

const statementLines = (statement: PolicyStatement) =>
  signedLines('+', [statement]).map((line) => line.slice('+ '.length));

describe('A statement in words', () => {
  it('has a line for each service when it is of many actions', () => {
    expect(
      statementLines({
        Effect: 'Allow',
        Action: ['polly:SynthesizeSpeech', 'textract:A', 'textract:B', 'translate:TranslateText'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } },
      }),
    ).toEqual([
      'allow',
      '  polly: SynthesizeSpeech',
      '  textract: A, B',
      '  translate: TranslateText',
      '  on *',
      '  if aws:RequestedRegion is "eu-west-1"',
    ]);
  });

  it('has a line for each resource and each key of the condition when there are several', () => {
    expect(
      statementLines({
        Effect: 'Deny',
        Action: ['s3:GetObject', 's3:PutObject'],
        Resource: ['x', 'y'],
        Condition: { StringEquals: { k: ['1', '2'] }, StringLike: { l: ['3*'] } },
      }),
    ).toEqual([
      'deny s3:GetObject, s3:PutObject on',
      '  x',
      '  y',
      '  if k is "1" or "2"',
      '  and l is like "3*"',
    ]);
  });
});
