import { s3ConfigStore } from '../stack/s3-config-store.ts';
import { variable } from './variable.ts';

/** The stack's bucket. */
export const configStore = s3ConfigStore(variable('CONFIG_BUCKET'));
