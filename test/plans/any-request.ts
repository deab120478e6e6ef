import * as fc from 'fast-check';

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

/** Any request of a small world, that of the deeds in ./deeds.ts. */

export const depots = 'arn:aws:geo:eu-west-1:111122223333:geofence-collection/depots';
export const providers = ['us-east-1', 'eu-west-1'].map(
  (region) => `arn:aws:geo-maps:${region}::provider/default`,
);
const words = ['create', 'read', 'update', 'delete'] as const;

const lists = <Rights>(rights: fc.Arbitrary<Rights>) =>
  fc.record({ authenticated: rights, guest: rights, groups: fc.record({ admins: rights }) });
const reading = (resource: string) =>
  lists(fc.subarray(['read' as const])).map((rights) => ({ resource, ...rights }));
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
      reading(mapArn),
      fc.constantFrom(...providers).chain(reading),
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
