import type { PushResult } from '../../../src/contract/push/result.ts';
import type { RecordedTarget } from '../../../src/contract/push/target.ts';
import type { Services } from '../../../src/procedures/ports.ts';
import { link } from '../builders/link.ts';
import type { AwsWorld } from './aws-world.ts';
import { linkItemOf, stackServices } from './import-runs.ts';
import { pushOnce } from './push-runs.ts';

/** One push in process over the world, without waiting for anything; `null`: it broke. */
export async function pushTargets(
  asked: object = {},
  services: Partial<Services> = {},
): Promise<PushResult | null> {
  const { result } = await pushOnce(
    { ...link, ...asked },
    { services: stackServices({ wait: async () => undefined, ...services }) },
  );
  return result;
}

/** What the link keeps of a target; `null`: nothing. */
export function recordedTargetOf(world: AwsWorld, id: string): RecordedTarget | null {
  return linkItemOf(world)?.push?.targets.find((target) => target.id === id) ?? null;
}

/** Every text that a run leaves where others read: the store, the link, the events. */
export function everythingTold(world: AwsWorld): string {
  const { s3, dynamodb, eventBridge } = world;
  const objects = [...s3.buckets].flatMap(([bucket, { objects: stored }]) =>
    bucket.startsWith('amplify-import-') ? [...stored.values()].map(({ body }) => body) : [],
  );
  return JSON.stringify([objects, [...dynamodb.items.values()], eventBridge.events]);
}
