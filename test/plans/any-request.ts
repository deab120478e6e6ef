import * as fc from 'fast-check';

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
  type WrittenGrants,
} from '../support/builders/grants.ts';
import { callOn, s3Call } from './category-plan.ts';
import type { Deed } from './request-oracle.ts';

/** A small world of requests and deeds that often meet. */

const depots = 'arn:aws:geo:eu-west-1:111122223333:geofence-collection/depots';
const words = ['create', 'read', 'update', 'delete'] as const;

const lists = <Rights>(rights: fc.Arbitrary<Rights>) =>
  fc.record({ authenticated: rights, guest: rights, groups: fc.record({ admins: rights }) });
const someWords = lists(fc.subarray([...words]));
const yesOrNo = lists(fc.boolean());
const fields = fc.oneof(
  fc.boolean(),
  fc.subarray(['Query.list', 'Query.*', 'Mutation.add', 'Post.*']),
);
const pathWords = fc.subarray(['read', 'get', 'list', 'write', 'delete'] as const);
const access = lists(pathWords);
const owned = fc.tuple(access, pathWords).map(([some, entity]) => ({ ...some, entity }));

const levels = (bucket: string) => someWords.map((rights) => ({ bucket, ...rights }));
const paths = (bucket: string) =>
  fc
    .record(
      {
        'a/*': access,
        'a/b/*': access,
        'd/{entity_id}/*': owned,
        'd/shared/*': access,
        'e/*': access,
      },
      { requiredKeys: [] },
    )
    .map((rules) => ({ bucket, paths: rules }));
const operations = lists(fc.subarray(['connect', 'publish', 'subscribe'] as const));
const channels = (path: string) => operations.map((rights) => ({ path, ...rights }));
const restPath = (path: string) => someWords.map((rights) => ({ path, ...rights }));
const few = <Item>(items: fc.Arbitrary<Item>) => fc.array(items, { maxLength: 2 });

/** Any request; its paths are of a bucket of that name. */
export function anyGrants(pathsBucket = 'paths-bucket'): fc.Arbitrary<WrittenGrants> {
  return fc.record({
    storage: fc
      .tuple(few(levels('levels-bucket')), fc.option(paths(pathsBucket), { nil: null }))
      .map(([some, one]) => (one ? [...some, one] : some)),
    graphql: few(lists(fields).map((rights) => ({ api: graphqlApiId, ...rights }))),
    rest: few(
      fc
        .subarray(['/', '/items', '/items/{id}', '/items/{id}/parts', '/other'])
        .chain((chosen) => fc.tuple(...chosen.map(restPath)))
        .map((list) => ({ api: restApiId, stage: 'prod', paths: list })),
    ),
    analytics: few(
      fc
        .tuple(fc.constantFrom(clicksArn, deliveryArn), yesOrNo)
        .map(([stream, rights]) => ({ stream, ...rights })),
    ),
    geo: fc.tuple(
      someWords.map((rights) => ({ resource: trackerArn, ...rights })),
      someWords.map((rights) => ({ resource: depots, ...rights })),
      lists(fc.subarray(['read' as const])).map((rights) => ({ resource: mapArn, ...rights })),
    ),
    predictions: few(
      fc
        .tuple(
          fc.constantFrom('translate', 'speech', 'transcribe', 'text', 'image'),
          fc.constantFrom(null, 'us-east-1'),
          yesOrNo,
        )
        .map(([use, region, rights]) => ({ use, region, ...rights })),
    ),
    interactions: few(yesOrNo.map((rights) => ({ bot: botId, alias: botAliasId, ...rights }))),
    events: few(
      fc
        .subarray(['/chat/*', '/news/*'])
        .chain((chosen) => fc.tuple(...chosen.map(channels)))
        .map((list) => ({ api: eventApiId, channels: list })),
    ),
  }) as fc.Arbitrary<WrittenGrants>;
}

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
  ...['BatchUpdateDevicePosition', 'GetDevicePosition', 'BatchDeleteDevicePositionHistory'].map(
    (name) => ({ in: 'geo', arn: trackerArn, action: `geo:${name}` }) as const,
  ),
  ...['PutGeofence', 'ListGeofences', 'BatchDeleteGeofence'].map(
    (name) => ({ in: 'geo', arn: depots, action: `geo:${name}` }) as const,
  ),
  ...['GetMapTile', 'DeleteMap'].map(
    (name) => ({ in: 'geo', arn: mapArn, action: `geo:${name}` }) as const,
  ),
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
