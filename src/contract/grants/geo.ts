import * as z from 'zod';
import { arnPattern, eitherPattern, groupName } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** The resources of Amazon Location that an app works with. */
const geoKinds = ['map', 'place-index', 'geofence-collection', 'tracker'] as const;
export const geoArnPattern = arnPattern(
  'geo',
  String.raw`(${geoKinds.join('|')})\/([\w.-]{1,100})`,
);

/**
 * What Amazon Location serves without a resource of the account: maps, places and routes of its newer API,
 * one provider each in a region.
 */
const geoProviders = ['geo-maps', 'geo-places', 'geo-routes'] as const;
export const geoProviderArnPattern = arnPattern(
  `(${geoProviders.join('|')})`,
  String.raw`provider\/default`,
  '',
);

const geoPermissionSchema = once(() => z.enum(['create', 'read', 'update', 'delete']));
const permissions = once(() => z.array(geoPermissionSchema()));

export const geoGrantSchema = once(() =>
  z
    .strictObject({
      resource: z
        .string()
        .regex(
          eitherPattern(geoArnPattern, geoProviderArnPattern),
          'needs the ARN of a map, place index, geofence collection or tracker, like "arn:aws:geo:eu-west-1:111122223333:map/streets", or of a provider, like "arn:aws:geo-maps:eu-west-1::provider/default"',
        ),
      authenticated: permissions().default([]),
      guest: permissions().default([]),
      groups: z.record(groupName, permissions()).default({}),
    })
    .superRefine(({ resource, ...grantees }, context) => {
      const kind = geoArnPattern.exec(resource)?.[1] ?? 'provider';
      if (kind !== 'map' && kind !== 'place-index' && kind !== 'provider') return;
      const { authenticated, guest, groups } = grantees;
      const lists = [
        { path: ['authenticated'], list: authenticated },
        { path: ['guest'], list: guest },
        ...Object.entries(groups).map(([group, list]) => ({ path: ['groups', group], list })),
      ];
      for (const { path, list } of lists) {
        if (list.every((permission) => permission === 'read')) continue;
        context.addIssue({ code: 'custom', path, message: `may hold "read" only, for a ${kind}` });
      }
    }),
);

export type GeoGrant = z.infer<ReturnType<typeof geoGrantSchema>>;
/** `geo-maps`, `geo-places` or `geo-routes`. */
export type GeoProvider = (typeof geoProviders)[number];
/** `map`, `place-index`, `geofence-collection` or `tracker`. */
export type GeoKind = (typeof geoKinds)[number];
/** `create`, `read`, `update` or `delete`. */
export type GeoPermission = z.infer<ReturnType<typeof geoPermissionSchema>>;
