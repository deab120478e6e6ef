import {
  geoArnPattern,
  geoProviderArnPattern,
  type GeoGrant,
  type GeoKind,
  type GeoPermission,
  type GeoProvider,
} from '../../../contract/grants/geo.ts';
import { parseArn, partitionOf } from '../../ids.ts';
import type { Grantee } from '../../../contract/grantee.ts';
import { rightsOf } from '../grantee.ts';
import { arnIn, type NamedResource, type Place } from '../../../contract/named-resource.ts';
import type { Permission } from '../../iam/permission.ts';

const putGeofences = ['geo:PutGeofence', 'geo:BatchPutGeofence'];
const putPositions = ['geo:BatchUpdateDevicePosition'];

/**
 * Amazon Location: what an app does with each kind of resource, never how the resource itself is set up
 * (docs/facts/gen1-grants.md, "Geo"; trackers, which are not there, by the same measure). Maps and
 * place indexes hold nothing that an app could change.
 */
const geoActions: Readonly<Record<GeoKind, Readonly<Record<GeoPermission, readonly string[]>>>> = {
  map: {
    create: [],
    read: ['geo:GetMapStyleDescriptor', 'geo:GetMapGlyphs', 'geo:GetMapSprites', 'geo:GetMapTile'],
    update: [],
    delete: [],
  },
  'place-index': {
    create: [],
    read: [
      'geo:SearchPlaceIndexForPosition',
      'geo:SearchPlaceIndexForText',
      'geo:SearchPlaceIndexForSuggestions',
      'geo:GetPlace',
    ],
    update: [],
    delete: [],
  },
  'geofence-collection': {
    create: putGeofences,
    read: ['geo:GetGeofence', 'geo:ListGeofences'],
    update: putGeofences,
    delete: ['geo:BatchDeleteGeofence'],
  },
  tracker: {
    create: putPositions,
    read: [
      'geo:GetDevicePosition',
      'geo:GetDevicePositionHistory',
      'geo:BatchGetDevicePosition',
      'geo:ListDevicePositions',
    ],
    update: putPositions,
    delete: ['geo:BatchDeleteDevicePositionHistory'],
  },
};

/**
 * What of each provider an app reads (Location guide, "Use Amazon Cognito to authenticate"). A call costs
 * as those of maps and place indexes do, and shows nothing of the account.
 */
const providerActions: Readonly<Record<GeoProvider, readonly string[]>> = {
  'geo-maps': ['geo-maps:GetTile', 'geo-maps:GetStaticMap'],
  'geo-places': [
    'geo-places:Autocomplete',
    'geo-places:Geocode',
    'geo-places:GetPlace',
    'geo-places:ReverseGeocode',
    'geo-places:SearchNearby',
    'geo-places:SearchText',
    'geo-places:Suggest',
  ],
  'geo-routes': [
    'geo-routes:CalculateIsolines',
    'geo-routes:CalculateRouteMatrix',
    'geo-routes:CalculateRoutes',
    'geo-routes:OptimizeWaypoints',
    'geo-routes:SnapToRoads',
  ],
};

/** `null`: a provider of the service, which is nobody's and has no tag. */
export function geoResource({ resource: arn }: GeoGrant): NamedResource | null {
  const parts = parseArn(arn);
  if (!parts || geoProviderArnPattern.test(arn)) return null;
  const { resource: id, region, partition, account } = parts;
  return { service: 'geo', id, region, owner: { partition, account } };
}

/** The provider that a grant names, and its region; `null`: a resource of the account. */
export function geoProvider({
  resource,
}: Pick<GeoGrant, 'resource'>): { readonly provider: GeoProvider; readonly region: string } | null {
  const provider = geoProviderArnPattern.exec(resource)?.[1];
  const { region = '' } = parseArn(resource) ?? {};
  return provider === undefined ? null : { provider: provider as GeoProvider, region };
}

/** What one geo grant on a provider gives, in the partition of the role only. */
export function geoProviderPermissions(
  grant: GeoGrant,
  grantee: Grantee,
  { partition }: Pick<Place, 'partition'>,
): readonly Permission[] {
  const named = geoProvider(grant);
  if (named === null || partitionOf(named.region) !== partition) return [];
  const resource = arnIn(
    { partition, region: named.region, account: '' },
    named.provider,
    'provider/default',
  );
  return (rightsOf(grant, grantee) ?? []).includes('read')
    ? providerActions[named.provider].map((action) => ({ action, resource }))
    : [];
}

/** What one geo grant gives to the role of some users. */
export function geoPermissions(
  grant: GeoGrant,
  grantee: Grantee,
  { id }: NamedResource,
  place: Place,
): readonly Permission[] {
  const actions = geoActions[geoArnPattern.exec(grant.resource)?.[1] as GeoKind];
  return (rightsOf(grant, grantee) ?? []).flatMap((permission) =>
    actions[permission].map((action) => ({ action, resource: arnIn(place, 'geo', id) })),
  );
}
