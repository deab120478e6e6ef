import { describe, expect, it } from '@jest/globals';

import type { GeoPermission } from '../../../../src/contract/grants/geo.ts';
import { admin, given, guest, user } from '../granted.ts';

const rows: [id: string, word: GeoPermission, verbs: string[]][] = [
  ['map/streets', 'read', ['GetMapStyleDescriptor', 'GetMapGlyphs', 'GetMapSprites', 'GetMapTile']],
  [
    'place-index/towns',
    'read',
    [
      'SearchPlaceIndexForPosition',
      'SearchPlaceIndexForText',
      'SearchPlaceIndexForSuggestions',
      'GetPlace',
    ],
  ],
  ['geofence-collection/depots', 'create', ['PutGeofence', 'BatchPutGeofence']],
  ['geofence-collection/depots', 'read', ['GetGeofence', 'ListGeofences']],
  ['geofence-collection/depots', 'update', ['PutGeofence', 'BatchPutGeofence']],
  ['geofence-collection/depots', 'delete', ['BatchDeleteGeofence']],
  ['tracker/vans', 'create', ['BatchUpdateDevicePosition']],
  [
    'tracker/vans',
    'read',
    [
      'GetDevicePosition',
      'GetDevicePositionHistory',
      'BatchGetDevicePosition',
      'ListDevicePositions',
    ],
  ],
  ['tracker/vans', 'update', ['BatchUpdateDevicePosition']],
  ['tracker/vans', 'delete', ['BatchDeleteDevicePositionHistory']],
];

describe.each(rows)('A geo grant on %s to %s', (id, word, verbs) => {
  const resource = `arn:aws:geo:eu-west-1:111122223333:${id}`;
  const expected = verbs.map((verb) => ({ action: `geo:${verb}`, resource }));

  it('is for its own calls, on that resource', () => {
    expect(given({ geo: [{ resource, authenticated: [word] }] }, user)).toEqual(expected);
    expect(given({ geo: [{ resource, guest: [word] }] }, guest)).toEqual(expected);
    expect(given({ geo: [{ resource, groups: { admins: [word] } }] }, admin)).toEqual(expected);
  });
});
