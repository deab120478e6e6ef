import type * as z from 'zod';

import { grantsSchema, type Grants } from '../../../src/contract/grants.ts';

export const graphqlApiId = 'abcdefghijklmnopqrstuvwxyz';
export const graphqlEndpoint =
  'https://abcdefghijklmnopqrstuvwxyza.appsync-api.eu-west-1.amazonaws.com/graphql';
export const eventApiId = 'zyxwvutsrqponmlkjihgfedcba';
export const restApiId = 'a1b2c3d4e5';
export const botId = 'ABCDEFGHIJ';
export const botAliasId = 'TSTALIASID';
export const clicksArn = 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks';
export const deliveryArn = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/clicks';
export const pinpointArn =
  'arn:aws:mobiletargeting:us-east-1:111122223333:apps/0123456789abcdef0123456789abcdef';
export const mapArn = 'arn:aws:geo:eu-west-1:111122223333:map/streets';
export const trackerArn = 'arn:aws:geo:eu-west-1:111122223333:tracker/vans';

/** Grants as a request writes them. */
export type WrittenGrants = z.input<ReturnType<typeof grantsSchema>>;

/** Grants with every option filled in. */
export function someGrants(written: WrittenGrants): Grants {
  return grantsSchema().parse(written);
}

/** At least one grant of each category, each of which gives something to everybody. */
export const everyCategory: Required<WrittenGrants> = {
  storage: [
    {
      bucket: 'storefront-uploads',
      authenticated: ['create', 'read', 'update', 'delete'],
      guest: ['read'],
      groups: { admins: ['delete'] },
    },
    {
      bucket: 'storefront-photos',
      paths: {
        'photos/{entity_id}/*': { entity: ['read', 'write'], guest: ['get'] },
        'albums/*': { authenticated: ['read'], groups: { admins: ['write', 'delete'] } },
      },
    },
  ],
  graphql: [
    { api: graphqlApiId, authenticated: true, guest: true, groups: { admins: ['Mutation.*'] } },
  ],
  rest: [
    {
      api: restApiId,
      stage: 'prod',
      paths: [
        {
          path: '/items/{id}',
          authenticated: ['create', 'read', 'update', 'delete'],
          guest: ['read'],
          groups: { admins: ['delete'] },
        },
      ],
    },
  ],
  analytics: [
    { stream: clicksArn, authenticated: true, guest: true, groups: { admins: true } },
    { stream: deliveryArn, authenticated: true, guest: true, groups: { admins: true } },
  ],
  geo: [
    { resource: mapArn, authenticated: ['read'], guest: ['read'], groups: { admins: ['read'] } },
    ...['place-index/towns', 'geofence-collection/depots', 'tracker/vans'].map((id) => ({
      resource: `arn:aws:geo:eu-west-1:111122223333:${id}`,
      authenticated: id.startsWith('place')
        ? ['read' as const]
        : (['create', 'read', 'update', 'delete'] as const).map((word) => word),
      guest: ['read' as const],
      groups: { admins: ['read' as const] },
    })),
    ...['geo-maps', 'geo-places', 'geo-routes'].map((provider) => ({
      resource: `arn:aws:${provider}:eu-west-1::provider/default`,
      authenticated: ['read' as const],
      guest: ['read' as const],
      groups: { admins: ['read' as const] },
    })),
  ],
  predictions: (['translate', 'speech', 'transcribe', 'text', 'image'] as const).map((use) => ({
    use,
    authenticated: true,
    guest: true,
    groups: { admins: true },
  })),
  interactions: [
    { bot: botId, alias: botAliasId, authenticated: true, guest: true, groups: { admins: true } },
  ],
  events: [
    {
      api: eventApiId,
      channels: [
        {
          path: '/chat/*',
          authenticated: ['connect', 'publish', 'subscribe'],
          guest: ['connect', 'subscribe'],
          groups: { admins: ['publish'] },
        },
      ],
    },
  ],
};
