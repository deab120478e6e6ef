import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { GrantCategory } from '../../../src/contract/grants.ts';
import { requestedPermissions, requestedGrants } from '../../../src/domain/grants/categories.ts';
import type { Grantee } from '../../../src/contract/grantee.ts';
import { resourceKey } from '../../../src/domain/grants/resources/granted-resource.ts';
import { everyCategory, someGrants } from '../../support/builders/grants.ts';
import { identityKey, userPoolId } from '../../support/builders/ids.ts';
import { allKnown, home } from '../../support/builders/known-resources.ts';
import { admin, given, guest, user } from './granted.ts';
import { runs } from '../../support/counts.ts';

const grants = someGrants(everyCategory);
const request = { grants, userPoolId };
const categories = Object.keys(everyCategory) as GrantCategory[];

/** The grants of a request without what they give to somebody. */
function without(grantee: Grantee, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => without(grantee, item));
  if (typeof value !== 'object' || value === null) return value;
  const dropped: Readonly<Record<string, readonly string[]>> = {
    authenticated: ['authenticated', 'entity'],
    guest: ['guest'],
    group: ['groups'],
  };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !dropped[grantee.kind]?.includes(key))
      .map(([key, item]) => [key, without(grantee, item)]),
  );
}

describe.each(categories)('The category %s', (category) => {
  const asked = { [category]: everyCategory[category] };

  it.each([user, guest, admin])('gives something to %j who are named', (grantee) => {
    expect(given(asked, grantee)).not.toEqual([]);
  });

  it.each([user, guest, admin])('gives nothing to %j when they are not', (grantee) => {
    expect(given(without(grantee, asked) as typeof asked, grantee)).toEqual([]);
  });

  it('gives nothing to a group that it does not name', () => {
    for (const group of ['editors', 'constructor', '__proto__', 'toString']) {
      expect(given(asked, { kind: 'group', group })).toEqual([]);
    }
  });

  it('gives nothing on what was not found', () => {
    const nothingKnown = { home, identityKey, places: {} };
    const named = requestedGrants({ grants: someGrants(asked), userPoolId });

    for (const { resource, permissions } of named) {
      if (resource) expect(permissions([user], nothingKnown)).toEqual([]);
      else expect(['predictions', 'geo']).toContain(category);
    }
  });
});

describe('The permissions of a request', () => {
  it('are of nobody but those whom some grant names', () => {
    const asked = fc.subarray(categories);

    fc.assert(
      fc.property(asked, fc.constantFrom(user, guest, admin), (chosen, grantee) => {
        const some = Object.fromEntries(chosen.map((name) => [name, everyCategory[name]]));

        expect(given(without(grantee, some) as typeof some, grantee)).toEqual([]);
        expect(given(some, grantee)).toEqual(
          categories
            .filter((name) => chosen.includes(name))
            .flatMap((name) => given({ [name]: everyCategory[name] }, grantee)),
        );
      }),
      runs(100),
    );
  });

  it.each([user, guest, admin])('are fully qualified for %j', (grantee) => {
    for (const { action, resource, condition } of given(everyCategory, grantee)) {
      if (action.startsWith('s3:')) expect(resource).toMatch(/^arn:aws:s3:::[a-z-]+(?:$|\/.)/);
      else if (resource === '*') expect(condition).toBeDefined();
      else if (action.startsWith('geo-'))
        expect(resource).toMatch(/^arn:aws:geo-[a-z]+:eu-west-1::provider\/default$/);
      else expect(resource).toMatch(/^arn:aws:[a-z-]+:eu-west-1:111122223333:.*\w/);
      expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
    }
  });

  it('follow a resource to the partition, region and account where it was found', () => {
    const place = { partition: 'aws-us-gov', region: 'us-gov-west-1', account: '444455556666' };
    const known = allKnown(grants, place);
    const places = Object.fromEntries(Object.keys(known.places).map((key) => [key, place]));

    const permissions = requestedPermissions(request, [user], { home: place, identityKey, places });

    for (const { resource } of permissions) {
      expect(resource).toMatch(/^\*$|^arn:aws-us-gov:(?:s3::|[a-z-]+:us-gov-west-1:444455556666):/);
    }
  });
});

describe('The resources that a request names', () => {
  it('are told by the field that names them, for whoever looks them up', () => {
    const named = requestedGrants(request).map(({ subject, resource }) => [
      subject,
      resource && resourceKey(resource),
    ]);

    expect(named).toEqual([
      ['grants.storage.0', 's3::storefront-uploads'],
      ['grants.storage.1', 's3::storefront-photos'],
      ['grants.graphql.0', 'appsync:eu-west-1:abcdefghijklmnopqrstuvwxyz'],
      ['grants.rest.0', 'execute-api:eu-west-1:a1b2c3d4e5'],
      ['grants.analytics.0', 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks'],
      ['grants.analytics.1', 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/clicks'],
      ['grants.geo.0', 'arn:aws:geo:eu-west-1:111122223333:map/streets'],
      ['grants.geo.1', 'arn:aws:geo:eu-west-1:111122223333:place-index/towns'],
      ['grants.geo.2', 'arn:aws:geo:eu-west-1:111122223333:geofence-collection/depots'],
      ['grants.geo.3', 'arn:aws:geo:eu-west-1:111122223333:tracker/vans'],
      ...['4', '5', '6'].map((index) => [`grants.geo.${index}`, null]),
      ...['0', '1', '2', '3', '4'].map((index) => [`grants.predictions.${index}`, null]),
      ['grants.interactions.0', 'lex:eu-west-1:ABCDEFGHIJ/TSTALIASID'],
      ['grants.events.0', 'appsync-events:eu-west-1:zyxwvutsrqponmlkjihgfedcba'],
    ]);
  });

  it('lie where an ARN says, else where the grant says, else beside the user pool', () => {
    const api = 'abcdefghijklmnopqrstuvwxyz';
    const graphql = [
      { api: `arn:aws:appsync:us-east-1:444455556666:apis/${api}`, region: 'eu-north-1' },
      { api, region: 'eu-north-1' },
      { api },
    ];

    const named = requestedGrants({ grants: someGrants({ graphql }), userPoolId });

    expect(named.map(({ resource }) => resource)).toEqual([
      expect.objectContaining({
        region: 'us-east-1',
        owner: { partition: 'aws', account: '444455556666' },
      }),
      expect.objectContaining({ region: 'eu-north-1', owner: null }),
      expect.objectContaining({ region: 'eu-west-1', owner: null }),
    ]);
  });
});
