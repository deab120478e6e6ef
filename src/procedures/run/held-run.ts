import type { LinkName } from '../../contract/link.ts';
import type { Slice } from '../../contract/slices.ts';
import type { StoredPlan } from './stored-plan.ts';

/** A run that holds the lease of its link. */
export type HeldRun = {
  readonly link: LinkName;
  readonly run: Slice<'run'>;
  readonly fence: number;
  readonly stored: StoredPlan;
};
