import {
  geoArnPattern,
  type GeoGrant,
  type GeoKind,
  type GeoPermission,
} from '../../../contract/grants/geo.ts';
import { parseArn } from '../../ids.ts';
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

export function geoResource({ resource: arn }: GeoGrant): NamedResource | null {
  const parts = parseArn(arn);
  if (!parts) return null;
  const { resource: id, region, partition, account } = parts;
  return { service: 'geo', id, region, owner: { partition, account } };
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
