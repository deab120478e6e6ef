import { describe, expect, it } from '@jest/globals';

import { predictionsGrantSchema } from '../../../../src/contract/grants/predictions.ts';
import { admin, given, guest, user } from '../granted.ts';

const uses = predictionsGrantSchema().shape.use.options;
const actionsFor = (use: (typeof uses)[number], who = user) => {
  const everybody = { authenticated: true, guest: true, groups: { admins: true } };
  return given({ predictions: [{ use, ...everybody }] }, who).map(({ action }) => action);
};

describe('A predictions grant', () => {
  it.each([
    ['translate', ['translate:TranslateText', 'comprehend:DetectDominantLanguage']],
    ['speech', ['polly:SynthesizeSpeech']],
    [
      'transcribe',
      ['transcribe:StartStreamTranscription', 'transcribe:StartStreamTranscriptionWebSocket'],
    ],
    [
      'text',
      [
        'comprehend:DetectSentiment',
        'comprehend:DetectEntities',
        'comprehend:DetectDominantLanguage',
        'comprehend:DetectSyntax',
        'comprehend:DetectKeyPhrases',
      ],
    ],
    [
      'image',
      [
        'rekognition:DetectText',
        'rekognition:DetectFaces',
        'rekognition:RecognizeCelebrities',
        'rekognition:DetectLabels',
        'rekognition:DetectModerationLabels',
        'textract:AnalyzeDocument',
        'textract:DetectDocumentText',
      ],
    ],
  ] as const)('of "%s" gives guests what is answered at once', (use, live) => {
    expect(actionsFor(use, guest)).toEqual(live);
  });

  it.each([
    ['transcribe', ['transcribe:StartTranscriptionJob', 'transcribe:GetTranscriptionJob']],
    [
      'image',
      [
        'textract:StartDocumentAnalysis',
        'textract:GetDocumentAnalysis',
        'textract:StartDocumentTextDetection',
        'textract:GetDocumentTextDetection',
      ],
    ],
  ] as const)('of "%s" gives jobs to signed-in users and groups only', (use, jobs) => {
    expect(actionsFor(use, user)).toEqual([...actionsFor(use, guest), ...jobs]);
    expect(actionsFor(use, admin)).toEqual(actionsFor(use, user));
  });

  it.each(uses)('of "%s" holds in one region, wherever it names no resource', (use) => {
    const permissions = given({ predictions: [{ use, authenticated: true }] }, user);
    const anywhere = permissions.filter(({ resource }) => resource === '*');

    expect(anywhere.length).toBeGreaterThan(0);
    for (const { condition } of anywhere) {
      expect(condition).toEqual({ StringEquals: { 'aws:RequestedRegion': ['eu-west-1'] } });
    }
  });

  it('reads transcriptions of the account and region only', () => {
    const predictions = [{ use: 'transcribe' as const, region: 'us-east-1', authenticated: true }];

    const permissions = given({ predictions }, user);

    expect(permissions).toContainEqual({
      action: 'transcribe:GetTranscriptionJob',
      resource: 'arn:aws:transcribe:us-east-1:111122223333:transcription-job/*',
    });
    expect(JSON.stringify(permissions)).not.toContain('eu-west-1');
  });
});
