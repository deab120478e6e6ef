import type { PushResult } from '../../src/contract/push/result.ts';
import { accountId } from '../support/aws-world/aws-world.ts';
import { fullRequest, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import {
  sampleAccount,
  seedBucket,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import { nativeClientId } from '../support/builders/ids.ts';

export const bucket = 'storefront-web';
export const distributionId = 'E2QWRUHAPOMQZL';
export const distributionArn = `arn:aws:cloudfront::${accountId}:distribution/${distributionId}`;
export const id = `site:${bucket}/web/config/`;
export const site = { bucket, prefix: 'web/config/', distributionId };
export const request = { ...fullRequest, nativeClientId, sites: [site] };
/** By which the files change. */
export const changedRequest = { ...request, oauth: 'off', grants: { storage: [] } };
export const secret = 'hunter2-hunter2-hunter2';
export const names = [
  'amplify_outputs.json',
  'amplifyconfiguration.json',
  'amplify-import-manifest.json',
];

/** An account whose link wants a site behind a distribution. */
export const imported = madeReady(async () => {
  const world = sampleAccount();
  seedBucket(world, bucket, { tags: { 'amplify-import-site': 'storefront' }, abac: true });
  world.cloudfront.distributions.set(distributionId, {
    arn: distributionArn,
    origins: [
      { domain: 'api.example.com', headers: { 'x-origin-secret': secret } },
      { domain: `${bucket}.s3.eu-west-1.amazonaws.com`, path: '/web' },
    ],
    tags: { 'amplify-import': 'storefront' },
    invalidations: [],
  });
  await runOnce(request);
  return world;
});

/** The same account once it is pushed. */
export const pushed = madeReady(async () => {
  const world = await imported();
  await pushTargets();
  return world;
});

/** The same account once an import has changed every file. */
export const changed = madeReady(async () => {
  const world = await pushed();
  await runOnce(changedRequest);
  return world;
});

export function objectsIn({ s3 }: SampleAccount) {
  return s3.buckets.get(bucket)?.objects ?? new Map<string, never>();
}

/** Texts of our objects by their names. */
export function filesIn(world: SampleAccount): Record<string, string> {
  const entries = [...objectsIn(world)].map(([key, { body }]) => [key, body] as const);
  return Object.fromEntries(
    entries
      .filter(([key]) => key.startsWith(site.prefix))
      .map(([key, body]) => [key.slice(site.prefix.length), body]),
  );
}

/** The same texts as they are published. */
export function published(world: SampleAccount, wanted = names): Record<string, string> {
  const texts = storedTexts(world, 'config/storefront/prod/');
  return Object.fromEntries(
    wanted.map((name) => {
      const path = name === 'amplify-import-manifest.json' ? 'manifest.json' : name;
      return [name, texts[`config/storefront/prod/${path}`] ?? ''];
    }),
  );
}

export function put(world: SampleAccount, name: string, text: string): void {
  objectsIn(world).set(`${site.prefix}${name}`, seededObject(text));
}

export function invalidationsIn({ cloudfront }: SampleAccount) {
  return cloudfront.distributions.get(distributionId)?.invalidations ?? [];
}

/** Calls to the bucket of the site and to the distribution. */
export function callsToSite({ calls }: SampleAccount): readonly string[] {
  return actionsOf(
    calls.filter(
      ({ service, input }) =>
        service === 'cloudfront' || (input as { Bucket?: string }).Bucket === bucket,
    ),
  );
}

const writes = ['s3:PutObject', 's3:DeleteObject', 'cloudfront:CreateInvalidation'];
export const writesIn = (world: SampleAccount) =>
  callsToSite(world).filter((action) => writes.includes(action));

export function targetIn(result: PushResult | null) {
  return result?.targets.find((target) => target.id === id);
}

/** As the functions of the stack are: the owners decide, and the stack's list. */
export const deployed = (...patterns: string[]) => ({ allowList: { storefront: patterns } });
