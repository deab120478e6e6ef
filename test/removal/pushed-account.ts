import { policyNameOf } from '../../src/contract/link.ts';
import type { RemovalResult } from '../../src/contract/removal/result.ts';
import type { Services } from '../../src/procedures/ports.ts';
import { accountId, homeRegion } from '../support/aws-world/aws-world.ts';
import {
  fullRequest,
  linkItemOf,
  policiesOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { madeReady } from '../support/aws-world/made-ready.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { seededObject } from '../support/aws-world/s3.ts';
import {
  sampleAccount,
  seedBucket,
  seedRole,
  type SampleAccount,
} from '../support/aws-world/sample-account.ts';
import { aParameter } from '../support/aws-world/ssm.ts';
import { pushTargets } from '../support/aws-world/target-pushes.ts';
import { link } from '../support/builders/link.ts';

/** An account in which targets of every kind but hosting, which lies outside it, hold something of others. */

export const site = 'storefront-web';
export const prefix = 'web/';
export const distributionId = 'E2QWRUHAPOMQZL';
const distributionArn = `arn:aws:cloudfront::${accountId}:distribution/${distributionId}`;
export const folder = '/amplify-import/storefront/prod';
const theirParameter = `${folder}/theirs`;
const theirObject = `${prefix}index.html`;
/** Sixty variables of others, in whose texts nothing may be changed. */
export const foreign = Object.fromEntries(
  Array.from({ length: 60 }, (_, index) => [`THEIRS_${index}`, `"ü" \\ ${index}\n`]),
);
/** What stood under names of ours: one in the shape of what we write, one that is nobody's to know. */
export const before = { AUTH_STOREFRONT_REGION: 'us-east-1' };
export const secretBefore = { AUTH_STOREFRONT_CLIENTID: 'hunter2-hunter2-hunter2' };
export const roleOf = (name: string) => `arn:aws:iam::${accountId}:role/service-role/${name}-role`;
export const functionPolicy = `${policyNameOf(link)}.fn`;
export const idOf = (name: string) => `function:${homeRegion}:${name}`;
export const siteId = `site:${site}/${prefix}`;

export const request = {
  ...fullRequest,
  functions: [{ name: 'orders', access: ['getUser'] }, { name: 'mail' }],
  sites: [{ bucket: site, prefix, distributionId }],
  parameters: true,
};
/** The same with other values at every target. */
const changedRequest = { ...request, grants: {}, oauth: 'off', parameters: 'each' };

/** The account before anybody has imported anything. */
export function unimported(): SampleAccount {
  const world = sampleAccount();
  const variables = { orders: { ...foreign, ...before }, mail: { ...foreign, ...secretBefore } };
  for (const [name, theirs] of Object.entries(variables)) {
    world.lambda.add(homeRegion, name, { variables: theirs });
    seedRole(world, roleOf(name), { policies: { logs: '{ "Statement": [ ] }' } });
  }
  seedBucket(world, site, { objects: new Map([[theirObject, seededObject('<html>')]]) });
  world.cloudfront.distributions.set(distributionId, {
    arn: distributionArn,
    origins: [{ domain: `${site}.s3.${homeRegion}.amazonaws.com` }],
    tags: {},
    invalidations: [],
  });
  world.parameterStore.parameters.set(theirParameter, aParameter('of somebody else'));
  return world;
}

/** Imported, and not pushed yet. */
export const imported = madeReady(async () => {
  const world = unimported();
  await runOnce(request);
  return world;
});

/** Imported and pushed. */
export const pushed = madeReady(async () => {
  const world = await imported();
  await pushTargets();
  return world;
});

/** Imported anew with other values, after a push and before the next one. */
export const changed = madeReady(async () => {
  const world = await pushed();
  await runOnce(changedRequest);
  return world;
});

/** Everything that stands at the targets, of ours and of others. */
export function standing(world: SampleAccount) {
  const texts = (bucket: string) =>
    [...(world.s3.buckets.get(bucket)?.objects ?? [])].map(([key, { body }]) => [key, body]);
  return {
    variables: Object.fromEntries(
      [...world.lambda.functions.things].map(([name, { variables }]) => [name, { ...variables }]),
    ),
    policies: policiesOf(world),
    objects: Object.fromEntries(texts(site)) as Record<string, string>,
    parameters: Object.fromEntries(
      [...world.parameterStore.parameters].map(([name, { value }]) => [name, value]),
    ),
  };
}

/** What the link still holds of roles and targets. */
export function heldOf(world: SampleAccount) {
  const item = linkItemOf(world);
  return {
    ledger: item?.ledger,
    targets: item?.push?.targets.map(({ id }) => id) ?? [],
    open: item?.push?.open ?? null,
    removed: item?.removed?.announced ?? null,
  };
}

export const nothingHeld = { ledger: [], targets: [], open: null, removed: true };

/** One removal in process, in which nobody waits. */
export async function removed(
  asked: object = {},
  services: Partial<Services> = {},
): Promise<RemovalResult> {
  const { result, end } = await removeOnce(
    { ...link, ...asked },
    { services: stackServices({ wait: async () => undefined, ...services }) },
  );
  if (result === null) throw new Error(`The removal ended as ${JSON.stringify(end)}`);
  return result;
}

/** What has become of one target. */
export function targetIn({ targets }: RemovalResult, id: string) {
  return targets.find((target) => target.id === id);
}

/** What stood at the targets before anybody imported anything. */
export const asBefore = standing(unimported());
/** What stands once all is given back: the secret, which was not kept, cannot be. */
export const givenBack = allButTheSecret(asBefore);

function allButTheSecret({ variables, ...rest }: ReturnType<typeof standing>) {
  return { ...rest, variables: { ...variables, [`${homeRegion}/mail`]: foreign } };
}
