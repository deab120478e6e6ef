import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { slices } from '../../src/contract/slices.ts';
import { decideWrites } from '../../src/domain/roles/apply.ts';
import { closedItem, concludeRun } from '../../src/domain/run/close.ts';
import { recordPlan } from '../../src/domain/roles/record.ts';
import { countErrors } from '../../src/domain/findings/severity.ts';
import type { UserPoolReadings } from '../../src/domain/readings.ts';
import { judgeUserPool } from '../../src/domain/pools/user-pool.ts';
import { toldFindings } from '../support/told-findings.ts';
import { codes } from '../support/builders/codes.ts';
import { bucketName, guestRoleArn } from '../support/builders/ids.ts';
import {
  anAuthRole,
  anIdentityPool,
  identityPoolReadings,
  roleReadings,
  trustPolicy,
} from '../support/builders/identity-pool.ts';
import { aLinkItem } from '../support/builders/link.ts';
import { planSlice, rolePolicies } from '../support/builders/plan.ts';
import { denied, found, notFound } from '../support/builders/readings.ts';
import { bucketReading } from '../support/builders/resources.ts';
import { pinpointArn, someGrants } from '../support/builders/grants.ts';
import { aRequest, aStorageGrant, storageGrants } from '../support/builders/request.ts';
import { runData } from '../support/builders/run.ts';
import {
  aUserPool,
  aWebClient,
  clientReadings,
  hostedUi,
  userPoolReadings,
} from '../support/builders/user-pool.ts';
import {
  identityPoolReadingsOf,
  loadGolden,
  rolePoliciesOf,
  userPoolReadingsOf,
} from '../support/golden.ts';
import { planImport, type World } from '../support/import-plan.ts';
import { runs } from '../support/counts.ts';

/** The promises of the design that rules alone can keep; each test bears the promise's name. */

const report = 's3://config/report.json';
const stranger = '{"Version":"2012-10-17","Statement":[]}';

describe('All findings at once', () => {
  const request = aRequest({
    grants: {
      ...storageGrants(
        aStorageGrant({ authenticated: ['read'], guest: ['read'], region: 'us-east-1' }),
        aStorageGrant({ bucket: 'another-bucket', authenticated: ['read'] }),
      ),
      analytics: someGrants({ analytics: [{ stream: pinpointArn, authenticated: true }] })
        .analytics,
    },
    oauth: 'required',
    drift: 'review',
  });
  const world: World = {
    userPool: userPoolReadings({
      pool: found(aUserPool({ prefixDomain: 'shop' })),
      clients: clientReadings(aWebClient({ ...hostedUi, providers: ['COGNITO'], logoutUrls: [] })),
      groups: denied('cognito-idp:ListGroups'),
    }),
    identityPool: identityPoolReadings({
      pool: found(anIdentityPool({ providers: [], guestsAllowed: false })),
      roles: {
        ...roleReadings(anAuthRole({ trustPolicy: trustPolicy() })),
        [guestRoleArn]: notFound,
      },
    }),
    rolePolicies: [
      rolePolicies({ ours: found(stranger), foreign: found([{ name: 'p', size: 10_240 }]) }),
    ],
    resources: {
      ...bucketReading(bucketName, { allowTag: 'warehouse' }),
      ...bucketReading('another-bucket', notFound),
    },
    allowList: {},
  };
  const everything = [
    'READ_DENIED',
    'NATIVE_CLIENT_DEFAULTED',
    'OAUTH_NO_SIGNOUT_URL',
    'IDENTITY_POOL_CLIENT_MISMATCH',
    'GUEST_GRANT_DORMANT',
    'TRUST_MISSING',
    'RESOURCE_NOT_ALLOWED',
    'ROLE_NOT_FOUND',
    'OPTION_NOT_SUPPORTED_YET',
    'SERVICE_RETIRED',
    'RESOURCE_NOT_ALLOWED',
    'BUCKET_NOT_FOUND',
    'BUCKET_REGION_MISMATCH',
    'POLICY_DRIFT',
    'POLICY_BUDGET_EXCEEDED',
  ];

  it('a refused import reports every finding, never only the first', () => {
    const plan = planImport(request, world);

    expect(codes(plan.findings)).toEqual(everything);
  });

  it('its cause tells every one of them, with what to do', () => {
    const plan = planImport(request, world);

    const { cause, result } = concludeRun(runData({ plan: planSlice() }), plan, report).outcome;

    const told = toldFindings(cause ?? '');
    expect(told.map(({ code }) => code).toSorted()).toEqual(everything.toSorted());
    expect(told.every(({ resolution }) => resolution.length > 0)).toBe(true);
    expect(result.findings).toEqual(plan.findings);
  });

  it('not found and denied are findings too, so that the other checks still run', () => {
    const plan = planImport(request, {
      ...world,
      userPool: userPoolReadings({ pool: notFound, clients: [], groups: denied('x:ListGroups') }),
      identityPool: identityPoolReadings({ pool: notFound, poolRoles: denied('x:GetRoles') }),
    });

    expect(codes(plan.findings)).toEqual(
      expect.arrayContaining([
        'USER_POOL_NOT_FOUND',
        'IDENTITY_POOL_NOT_FOUND',
        'READ_DENIED',
        'BUCKET_NOT_FOUND',
      ]),
    );
    expect(countErrors(plan.findings)).toBeGreaterThan(6);
  });
});

describe('No secrets', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9+/]{40,64}$/);
  const golden = loadGolden('ip-basic-guest');
  const { webClientId, nativeClientId } = golden.request;
  /** The client with a secret in the place of the web client: the import is refused. */
  const swapped = { ...golden.request, webClientId: nativeClientId, nativeClientId: webClientId };

  /** Readings as an adapter would give them that forgot to leave the secrets behind. */
  const leaking = (planted: string): UserPoolReadings => {
    const readings = userPoolReadingsOf(golden);
    const google = { name: 'Google', type: 'Google', details: { client_secret: planted } };
    return {
      ...readings,
      clients: readings.clients.map(({ id, reading }) => ({
        id,
        reading:
          reading.status === 'found'
            ? found(Object.assign({ clientSecret: planted }, reading.value))
            : reading,
      })),
      identityProviders: found([google]),
    };
  };

  it.each([
    ['that ends well', golden.request, null],
    ['that is refused', swapped, 'ImportRefused'],
  ])(
    'a planted one never appears in plan, report, cause or link of a run %s',
    (_, request, error) => {
      fc.assert(
        fc.property(secret, (planted) => {
          const world = {
            userPool: leaking(planted),
            identityPool: identityPoolReadingsOf(golden),
            rolePolicies: rolePoliciesOf(golden),
          };

          const plan = planImport(request, world);
          const data = runData({ request, plan: planSlice() });
          const { outcome } = concludeRun(data, plan, report);
          const item = closedItem(recordPlan(aLinkItem(), plan), data, plan);

          expect(JSON.stringify(world)).toContain(planted);
          expect(outcome.error).toBe(error);
          expect(JSON.stringify([plan, outcome, item])).not.toContain(planted);
        }),
        runs(50),
      );
    },
  );

  it('one that came so far is refused by the contract of the state data', () => {
    const clean = judgeUserPool(golden.request, userPoolReadingsOf(golden));
    const leaked = {
      ...clean,
      settings: clean.settings && {
        ...clean.settings,
        web: { ...clean.settings.web, secret: 'planted' },
      },
    };

    expect(slices.userPool.safeParse(clean).success).toBe(true);
    expect(slices.userPool.safeParse(leaked).success).toBe(false);
  });

  it('one that an adapter lets through is left behind by the shaping', () => {
    const slice = judgeUserPool(golden.request, leaking('planted'));

    expect(slice.settings).not.toBeNull();
    expect(JSON.stringify(slice)).not.toContain('planted');
  });
});

describe('Foreign policies are byte-identical', () => {
  it('for a plan names our own policy only, whatever else stands on the roles', () => {
    const foreign = fc.array(fc.record({ name: fc.string(), size: fc.nat(500) }), { maxLength: 5 });
    const request = aRequest({ grants: storageGrants(aStorageGrant({ authenticated: ['read'] })) });
    const planned = (list: { name: string; size: number }[]) =>
      planImport(request, {
        userPool: userPoolReadings(),
        identityPool: identityPoolReadings(),
        rolePolicies: [rolePolicies({ foreign: found(list) })],
      });

    fc.assert(
      fc.property(foreign, (list) => {
        const plan = planned(list);

        expect(plan.hash).toBe(planned([]).hash);
        expect(plan.roles.map(({ policyName }) => policyName)).toEqual([
          'AmplifyImport-storefront.prod',
        ]);
        expect(decideWrites(plan, new Map())).toEqual(decideWrites(planned([]), new Map()));
      }),
      runs(100),
    );
  });
});
