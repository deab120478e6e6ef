import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod';

import { finding } from '../../src/contract/findings.ts';
import { linkItemSchema } from '../../src/contract/link.ts';
import { manifestSchema } from '../../src/contract/manifest.ts';
import { planSchema } from '../../src/contract/plan.ts';
import { requestSchema } from '../../src/contract/request.ts';
import { resultSchema } from '../../src/contract/result.ts';
import { importStates } from '../../src/contract/states/import-auth.ts';
import { pushStates } from '../../src/contract/states/push-auth.ts';
import { beginRun } from '../../src/domain/run/begin.ts';
import { concludeRun } from '../../src/domain/run/close.ts';
import { makePlan } from '../../src/domain/plan/make-plan.ts';
import { beginPush } from '../../src/domain/run/push.ts';
import { everyCategory, someGrants } from '../support/builders/grants.ts';
import { nativeClientId } from '../support/builders/ids.ts';
import { aLedgerEntry, aLinkItem, anIntent, policyName } from '../support/builders/link.ts';
import { aPlannedTarget, aRecordedTarget, publishedSample } from '../support/builders/targets.ts';
import { planInput, planSlice, userPoolSlice } from '../support/builders/plan.ts';
import { aRequest } from '../support/builders/request.ts';
import { aRun, runData } from '../support/builders/run.ts';
import { authSettings, identitySettings } from '../support/builders/settings.ts';

type Path = readonly (string | number)[];

const request = aRequest({
  nativeClientId,
  grants: someGrants(everyCategory),
  functions: [{ name: 'api', region: null, access: ['listUsers'], prefix: null }],
  hosting: [{ appId: 'd1', region: null, branch: null, build: 'never' }],
  sites: [{ bucket: 'acme', prefix: '', distributionId: null, files: ['outputs'] }],
});
const plan = {
  ...makePlan(planInput({ request })),
  push: [aPlannedTarget()],
};
const { outcome } = concludeRun(
  runData({
    plan: planSlice(),
    published: { revision: 1, committed: true, filesWritten: 3 },
    recorded: { revision: 1 },
  }),
  { ...plan, findings: [finding('USER_POOL_ONLY', { userPool: 'x' })] },
  's3://report.json',
);
const item = aLinkItem({
  request,
  ledger: [aLedgerEntry('{}')],
  intent: anIntent({
    roles: [{ roleArn: 'x', policyName, before: null, afterSha256: null }],
  }),
  plans: [{ hash: 'x', key: 'y', kind: 'import', startedBy: 'request', hashVersion: 3 }],
  published: publishedSample,
  push: {
    of: { revision: 1, requestSha256: 'x' },
    open: { plan: { key: 'x', sha256: 'y' }, at: 'z' },
    targets: [aRecordedTarget()],
  },
});
const data = {
  ...beginRun(request, aRun()),
  lease: { fence: 1 },
  userPool: userPoolSlice({
    settings: {
      ...authSettings(),
      passwordless: {
        emailOtp: true,
        smsOtp: false,
        webAuthn: { relyingPartyId: null, userVerification: 'preferred' },
      },
    },
    grantedGroups: [{ name: 'admins', roleArn: null }],
  }),
  identityPool: { settings: identitySettings(), findings: [] },
  outcome,
};

const error = { name: 'AwsFault', message: 'boom' };

/**
 * What is open on purpose: names of groups and of keys on targets, JSON of the services, the detail of an
 * event.
 */
const open = /(\.groups|\.facts|\.detail|^failure|\.paths|\.keys|\.executionRoles)$/;
/** In state data the request may be a stored one, of a later version. */
const stored = /^request(\.|$)/;

describe.each<[string, z.ZodType, object]>([
  ['a request', requestSchema(), request],
  ['a result', resultSchema(), { ...outcome.result, error, push: { status: 'failed', error } }],
  ['the state data of an import', importStates['Read request'].output, data],
  ['the state data of a push', pushStates['Read push request'].output, beginPush(null, aRun())],
])('The schema of %s', (_, schema, sample) => {
  it('takes the sample as it is', () => {
    expect(schema.parse(sample)).toEqual(sample);
  });

  it.each(
    objectsIn(sample)
      .filter((path) => !open.test(path.join('.')))
      .filter((path) => !stored.test(path.join('.'))),
  )('refuses an unknown key at "%s"', (...path) => {
    const changed = withKeyAt(sample, path.flat() as Path);

    const parsed = schema.safeParse(changed);

    expect(parsed.error?.issues.map(({ code }) => code)).toEqual(['unrecognized_keys']);
  });

  it.each(Object.keys(sample))('reads "%s" as what it is, and nothing else in its place', (key) => {
    const changed = { ...sample, [key]: Symbol('no JSON') };

    expect(schema.safeParse(changed).success).toBe(false);
  });
});

describe.each<[string, z.ZodType, object]>([
  ['a plan', planSchema(), plan],
  ['a manifest', manifestSchema(), JSON.parse(plan.manifest ?? '') as object],
  ['a link', linkItemSchema(), item],
])('The schema of %s, which is stored', (_, schema, sample) => {
  it('takes the sample as it is', () => {
    expect(schema.parse(sample)).toEqual(sample);
  });

  it.each(objectsIn(sample).filter((path) => !open.test(path.join('.'))))(
    'hands on an unknown key at "%s"',
    (...path) => {
      const changed = withKeyAt(sample, path.flat() as Path);

      expect(schema.parse(changed)).toEqual(changed);
    },
  );

  it.each(Object.keys(sample))('reads "%s" as what it is, and nothing else in its place', (key) => {
    const changed = { ...sample, [key]: Symbol('no JSON') };

    expect(schema.safeParse(changed).success).toBe(false);
  });
});

/** Paths of every object in a value. */
function objectsIn(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [];
  const inside = Object.entries(value).flatMap(([key, item]) =>
    objectsIn(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return Array.isArray(value) ? inside : [path, ...inside];
}

function withKeyAt(value: unknown, path: Path): unknown {
  const copy = JSON.parse(JSON.stringify(value)) as Record<string | number, unknown>;
  const target = path.reduce<Record<string | number, unknown>>(
    (inner, key) => inner[key] as Record<string | number, unknown>,
    copy,
  );
  target['aKeyOfNobody'] = 1;
  return copy;
}
