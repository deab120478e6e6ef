import { describe, expect, it } from '@jest/globals';

import type { PolicyRequest } from '../../src/domain/iam/evaluator.ts';
import { mapArn, trackerArn } from '../support/builders/grants.ts';
import { callOn, planAfter, planOf, statementsFor, whoIsLet, type Who } from './category-plan.ts';

const depots = 'arn:aws:geo:eu-west-1:111122223333:geofence-collection/depots';
const towns = 'arn:aws:geo:eu-west-1:111122223333:place-index/towns';
const geo = planOf({
  geo: [
    { resource: mapArn, authenticated: ['read'], guest: ['read'] },
    { resource: towns, authenticated: ['read'] },
    { resource: depots, authenticated: ['read'], groups: { admins: ['create', 'delete'] } },
    { resource: trackerArn, authenticated: ['create'], groups: { admins: ['read'] } },
  ],
});

describe('A plan of geo', () => {
  it('T-23: writes these statements, for guests as well', () => {
    const map = [
      'allow',
      '  geo: GetMapGlyphs, GetMapSprites, GetMapStyleDescriptor, GetMapTile',
      '  on …:map/streets',
    ];

    expect(statementsFor(geo, 'user')).toEqual([
      'allow geo:BatchUpdateDevicePosition on …:tracker/vans',
      'allow geo:GetGeofence, geo:ListGeofences on …:geofence-collection/depots',
      ...map,
      'allow',
      '  geo: GetPlace, SearchPlaceIndexForPosition, SearchPlaceIndexForSuggestions, SearchPlaceIndexForText',
      '  on …:place-index/towns',
    ]);
    expect(statementsFor(geo, 'guest')).toEqual(map);
    expect(statementsFor(geo, 'admin')).toEqual([
      'allow geo:BatchDeleteGeofence, geo:BatchPutGeofence, geo:PutGeofence on …:geofence-collection/depots',
      'allow',
      '  geo: BatchGetDevicePosition, GetDevicePosition, GetDevicePositionHistory, ListDevicePositions',
      '  on …:tracker/vans',
    ]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    ['see the map', callOn('geo:GetMapTile', 'map/streets'), ['user', 'other', 'guest']],
    ['search places', callOn('geo:SearchPlaceIndexForText', 'place-index/towns'), users()],
    ['read geofences', callOn('geo:GetGeofence', 'geofence-collection/depots'), users()],
    ['put geofences', callOn('geo:PutGeofence', 'geofence-collection/depots'), ['admin']],
    ['send a position', callOn('geo:BatchUpdateDevicePosition', 'tracker/vans'), users()],
    ['see where a device is', callOn('geo:GetDevicePosition', 'tracker/vans'), ['admin']],
    ['see another map', callOn('geo:GetMapTile', 'map/streets2'), []],
    ['delete the map', callOn('geo:DeleteMap', 'map/streets'), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', geo)).toEqual([]);
    expect(whoIsLet(call, 'after', geo)).toEqual(who);
  });
});

const predictions = planOf({
  predictions: [
    { use: 'translate', authenticated: true, guest: true },
    { use: 'transcribe', region: 'us-east-1', authenticated: true, guest: true },
    { use: 'image', groups: { admins: true } },
  ],
});
const regional = (action: string, region: string) =>
  callOn(action, '*', { 'aws:RequestedRegion': region });

describe('A plan of predictions', () => {
  const stream =
    'transcribe:StartStreamTranscription, transcribe:StartStreamTranscriptionWebSocket';
  const here = 'if aws:RequestedRegion is "eu-west-1"';
  const there = 'if aws:RequestedRegion is "us-east-1"';

  it('writes these statements', () => {
    expect(statementsFor(predictions, 'user')).toEqual([
      'allow transcribe:GetTranscriptionJob on arn:aws:transcribe:us-east-1:111122223333:transcription-job/*',
      `allow comprehend:DetectDominantLanguage, translate:TranslateText on * ${here}`,
      `allow ${stream}, transcribe:StartTranscriptionJob on * ${there}`,
    ]);
    expect(statementsFor(predictions, 'guest')).toEqual([
      `allow comprehend:DetectDominantLanguage, translate:TranslateText on * ${here}`,
      `allow ${stream} on * ${there}`,
    ]);
    expect(statementsFor(predictions, 'admin')).toEqual([
      'allow',
      '  rekognition: DetectFaces, DetectLabels, DetectModerationLabels, DetectText, RecognizeCelebrities',
      '  textract: AnalyzeDocument, DetectDocumentText, GetDocumentAnalysis, GetDocumentTextDetection, StartDocumentAnalysis, StartDocumentTextDetection',
      '  on *',
      `  ${here}`,
    ]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    ['translate', regional('translate:TranslateText', 'eu-west-1'), ['user', 'other', 'guest']],
    ['translate elsewhere', regional('translate:TranslateText', 'us-east-1'), []],
    ['translate without a region', callOn('translate:TranslateText', '*'), []],
    [
      'transcribe at once',
      regional('transcribe:StartStreamTranscription', 'us-east-1'),
      ['user', 'other', 'guest'],
    ],
    ['start a job', regional('transcribe:StartTranscriptionJob', 'us-east-1'), users()],
    ['look at images', regional('rekognition:DetectLabels', 'eu-west-1'), ['admin']],
    ['delete a terminology', regional('translate:DeleteTerminology', 'eu-west-1'), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', predictions)).toEqual([]);
    expect(whoIsLet(call, 'after', predictions)).toEqual(who);
  });

  it('says what is granted on "*", to whom and where: once for the same users and region', () => {
    const alike = planAfter(predictions, {
      predictions: [
        { use: 'translate', authenticated: true, guest: true },
        { use: 'speech', authenticated: true, guest: true },
      ],
    });
    const told = (plan: typeof alike) =>
      plan.findings.filter(({ code }) => code === 'GRANTED_ON_EVERY_RESOURCE');

    expect(told(predictions).map(({ subject }) => subject)).toEqual([
      'grants.predictions.0',
      'grants.predictions.1',
      'grants.predictions.2',
    ]);
    expect(told(alike)).toEqual([
      expect.objectContaining({
        severity: 'info',
        subject: 'grants.predictions.0, grants.predictions.1',
        message: 'In eu-west-1, signed-in users and guests may use translate, speech on "*".',
        found: 'translate:TranslateText, comprehend:DetectDominantLanguage, polly:SynthesizeSpeech',
      }),
    ]);
  });

  it('gives guests nothing on "*" unless the very use says so', () => {
    const asked = planOf({
      predictions: [
        { use: 'text', authenticated: true },
        { use: 'speech', groups: { admins: true } },
      ],
      geo: [{ resource: mapArn, guest: ['read'] }],
    });

    expect(statementsFor(asked, 'guest').join('\n')).not.toContain('on *');
  });
});

function users(): Who[] {
  return ['user', 'other'];
}
