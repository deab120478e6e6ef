import type { SiteFacts } from '../../../domain/targets/site/rules.ts';
import type { TargetSteps } from '../target-steps.ts';
import { followSite, invalidateSite } from './follow.ts';
import { readSite } from './read.ts';
import { writeSite } from './write.ts';

/** Reads and writes the files beside a web app, and invalidates what caches have of them. */
export const siteSteps: TargetSteps<SiteFacts> = {
  read: readSite,
  write: writeSite,
  follow: followSite,
  invalidate: invalidateSite,
};
