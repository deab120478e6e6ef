import type { PolicyRequest } from '../../src/domain/iam/evaluator.ts';
import {
  eventApiId,
  botAliasId,
  botId,
  clicksArn,
  deliveryArn,
  graphqlApiId,
  mapArn,
  restApiId,
  trackerArn,
} from '../support/builders/grants.ts';
import { depots, providers } from './any-request.ts';
import { callOn, s3Call } from './category-plan.ts';
import type { Deed } from './request-oracle.ts';

/** What somebody may try in the world of ./any-request.ts, and by which call. */

const verbs = ['get', 'list', 'put', 'delete'] as const;
const levelKeys = ['public/a', 'protected/user/a', 'protected/other/a', 'private/user/a'];
const moreKeys = [
  'private/other/a',
  'private/admin/a',
  'protected/admin/a',
  'uploads/a',
  'a',
  'publica/b',
];
const pathKeys = ['a/x', 'a/b/x', 'a/bb/x', 'd/user/x', 'd/other/x', 'd/shared/x', 'e/x', 'x'];

function cross<A, B>(one: readonly A[], other: readonly B[]): (readonly [A, B])[] {
  return one.flatMap((a) => other.map((b) => [a, b] as const));
}

/** Everything that somebody may try in that world. */
export const deeds: readonly Deed[] = [
  ...cross(verbs, [...levelKeys, ...moreKeys]).map(
    ([verb, key]) => ({ in: 'storage', bucket: 'levels-bucket', verb, key }) as const,
  ),
  ...cross(['paths-bucket', 'other-bucket'], cross(verbs, pathKeys)).map(
    ([bucket, [verb, key]]) => ({ in: 'storage', bucket, verb, key }) as const,
  ),
  ...[
    'Query.list',
    'Query.get',
    'Mutation.add',
    'Mutation.drop',
    'Subscription.on',
    'Post.text',
  ].map((field) => ({ in: 'graphql', api: graphqlApiId, field }) as const),
  ...cross(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    ['/', '/items', '/items/1', '/items/1/parts', '/itemsx', '/other'],
  ).map(([method, path]) => ({ in: 'rest', api: restApiId, stage: 'prod', method, path }) as const),
  { in: 'rest', api: restApiId, stage: 'dev', method: 'GET', path: '/items' },
  ...['PutRecord', 'PutRecords', 'GetRecords'].map(
    (name) => ({ in: 'analytics', stream: clicksArn, action: `kinesis:${name}` }) as const,
  ),
  ...['PutRecord', 'PutRecordBatch', 'DeleteDeliveryStream'].map(
    (name) => ({ in: 'analytics', stream: deliveryArn, action: `firehose:${name}` }) as const,
  ),
  ...[
    ...cross(
      [trackerArn],
      ['BatchUpdateDevicePosition', 'GetDevicePosition', 'BatchDeleteDevicePositionHistory'],
    ),
    ...cross([depots], ['PutGeofence', 'ListGeofences', 'BatchDeleteGeofence']),
    ...cross([mapArn, ...providers], ['GetMapTile', 'DeleteMap']),
  ].map(([arn, name]) => ({ in: 'geo', arn, action: `geo:${name}` }) as const),
  ...[mapArn, ...providers].map((arn) => ({ in: 'geo', arn, action: 'geo-maps:GetTile' }) as const),
  ...cross(
    [
      'translate:TranslateText',
      'polly:SynthesizeSpeech',
      'transcribe:StartStreamTranscription',
      'transcribe:StartTranscriptionJob',
      'comprehend:DetectSyntax',
      'rekognition:DetectText',
      'textract:StartDocumentAnalysis',
    ],
    ['eu-west-1', 'us-east-1', 'eu-north-1'],
  ).map(([action, region]) => ({ in: 'predictions', action, region }) as const),
  ...['lex:RecognizeText', 'lex:GetSession'].map(
    (action) => ({ in: 'interactions', alias: `${botId}/${botAliasId}`, action }) as const,
  ),
  ...cross(['connect', 'publish', 'subscribe'] as const, ['chat', 'news', 'chats']).map(
    ([operation, namespace]) => ({ in: 'events', api: eventApiId, operation, namespace }) as const,
  ),
];

const s3Actions = { get: 'GetObject', put: 'PutObject', delete: 'DeleteObject' } as const;

/** The call by which somebody tries a deed. */
export function callOf(deed: Deed): PolicyRequest {
  switch (deed.in) {
    case 'storage':
      return deed.verb === 'list'
        ? s3Call('ListBucket', deed.bucket, deed.key)
        : s3Call(s3Actions[deed.verb], `${deed.bucket}/${deed.key}`);
    case 'graphql': {
      const [type, field] = deed.field.split('.');
      return callOn('appsync:GraphQL', `apis/${deed.api}/types/${type}/fields/${field}`);
    }
    case 'rest':
      return callOn('execute-api:Invoke', `${deed.api}/${deed.stage}/${deed.method}${deed.path}`);
    case 'analytics':
      return { action: deed.action, resource: deed.stream };
    case 'geo':
      return { action: deed.action, resource: deed.arn };
    case 'predictions':
      return callOn(deed.action, '*', { 'aws:RequestedRegion': deed.region });
    case 'interactions':
      return callOn(deed.action, `bot-alias/${deed.alias}`);
    case 'events':
      return deed.operation === 'connect'
        ? callOn('appsync:EventConnect', `apis/${deed.api}`)
        : callOn(
            deed.operation === 'publish' ? 'appsync:EventPublish' : 'appsync:EventSubscribe',
            `apis/${deed.api}/channelNamespace/${deed.namespace}`,
          );
  }
}
