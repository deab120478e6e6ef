import type { RoleTargetFacts } from '../../../domain/targets/role/rules.ts';
import type { TargetSteps } from '../target-steps.ts';
import { readRole } from './read.ts';
import { writeRole } from './write.ts';

/** Execution roles of functions: nothing comes after their write. */
export const roleSteps: TargetSteps<RoleTargetFacts> = { read: readRole, write: writeRole };
