import * as z from 'zod';
import { machineStarts } from '../stack/machine-starts.ts';
import { variable } from './variable.ts';

const arns = z.record(z.string(), z.string()).parse(JSON.parse(variable('MACHINES')));

/** Of the machines that the function may start. */
export const executions = machineStarts(arns);
