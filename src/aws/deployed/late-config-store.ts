import { variable } from './variable.ts';

const bucket = variable('CONFIG_BUCKET');

export const lateConfigStore = async () =>
  (await import('../stack/s3-config-store.ts')).s3ConfigStore(bucket);
