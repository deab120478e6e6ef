import { AwsFault, AwsUnavailable, UserError } from '../../../contract/errors.ts';
import { invalidationOf } from '../../../domain/targets/site/distribution.ts';
import { placeOfSite } from '../../../domain/targets/site/place.ts';
import type { RecordedTarget } from '../../../contract/push/target.ts';
import type { Services } from '../../ports.ts';
import type { FollowedTarget, TargetSteps } from '../target-steps.ts';
import { standingObject } from './standing-object.ts';

/**
 * Makes the invalidation that is due, of the files as they stand: asked twice for the same ones, CloudFront
 * knows it by its reference. Too many at a time, or a service that is not to be reached: it stays due.
 */
export const followSite: NonNullable<TargetSteps['follow']> = async (target, services) => {
  const { status, build, invalidation, error, distribution } = target;
  const as = (changed: Partial<FollowedTarget>): FollowedTarget => ({
    status,
    build,
    invalidation,
    error,
    ...changed,
  });
  if (invalidation !== 'due') return as({});
  if (distribution === null || distribution.path === null) return as({ invalidation: null });
  try {
    const made = invalidationOf(distribution.path, await standingObjects(target, services));
    const isMade = await services.distributions.invalidate(distribution.id, made);
    return as({ invalidation: isMade ? made.reference : 'due' });
  } catch (caught) {
    if (caught instanceof AwsUnavailable) return as({});
    if (!(caught instanceof UserError || caught instanceof AwsFault)) throw caught;
    const { name, message } = caught;
    return as({ status: 'failed', invalidation: null, error: { name, message } });
  }
};

async function standingObjects(
  { id, keys }: RecordedTarget,
  services: Services,
): Promise<Parameters<typeof invalidationOf>[1]> {
  const { bucket, prefix } = placeOfSite(id);
  const objects = await Promise.all(
    Object.keys(keys).map(async (name) => {
      const object = await standingObject(bucket, `${prefix}${name}`, services);
      return [name, object && { etag: object.etag, modified: object.modified }] as const;
    }),
  );
  return Object.fromEntries(objects);
}
