import type { ParametersFacts } from '../../../domain/targets/parameters/rules.ts';
import type { TargetSteps } from '../target-steps.ts';
import { readParameters } from './read.ts';
import { writeParameters } from './write.ts';

/** Reads and writes the parameters of a link; nothing comes after that. */
export const parametersSteps: TargetSteps<ParametersFacts> = {
  read: readParameters,
  write: writeParameters,
};
