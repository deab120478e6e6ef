import { AwsFault, AwsUnavailable } from '../../../contract/errors/faults.ts';
import { UserError } from '../../../contract/errors/user-error.ts';
import { invalidationOf } from '../../../domain/targets/site/distribution.ts';
import { placeOfSite } from '../../../domain/targets/site/place.ts';
import type { RecordedTarget } from '../../../contract/push/target.ts';
import type { Services } from '../../ports.ts';
import type { FollowedTarget, InvalidateServices, TargetSteps } from '../target-steps.ts';
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
    return as({ invalidation: (await invalidationMade(target, services)) ?? 'due' });
  } catch (caught) {
    if (caught instanceof AwsUnavailable) return as({});
    if (!(caught instanceof UserError || caught instanceof AwsFault)) throw caught;
    const { name, message } = caught;
    return as({ status: 'failed', invalidation: null, error: { name, message } });
  }
};

/** Invalidates the files of a site that was given back. @throws AwsUnavailable while too many are under way */
export const invalidateSite: NonNullable<TargetSteps['invalidate']> = async (target, services) => {
  if ((target.distribution?.path ?? null) === null) return;
  if ((await invalidationMade(target, services)) !== null) return;
  throw new AwsUnavailable(`Too many invalidations are under way for ${target.id}.`);
};

/** The reference of an invalidation that was made; `null`: too many are under way. */
async function invalidationMade(
  target: RecordedTarget,
  services: InvalidateServices,
): Promise<string | null> {
  const { id, path } = target.distribution ?? { id: '', path: null };
  const made = invalidationOf(path ?? '', await standingObjects(target, services));
  return (await services.distributions.invalidate(id, made)) ? made.reference : null;
}

async function standingObjects(
  { id, keys }: RecordedTarget,
  services: Pick<Services, 'sites'>,
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
