import type { FunctionFacts } from '../../../domain/targets/function/rules.ts';
import type { TargetSteps } from '../target-steps.ts';
import { readFunction } from './read.ts';
import { writeFunction } from './write.ts';

/** Functions of Lambda: nothing comes after their write. */
export const functionSteps: TargetSteps<FunctionFacts> = {
  read: readFunction,
  write: writeFunction,
};
