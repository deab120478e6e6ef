import { dirname } from 'node:path';

/** The folder that holds `statemachine/`, and the functions or their finished bundles. */
export const projectRoot = dirname(import.meta.dirname);
