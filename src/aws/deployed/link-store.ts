import { dynamodbLinkStore } from '../stack/dynamodb-link-store.ts';
import { variable } from './variable.ts';

const bucket = variable('CONFIG_BUCKET');

export const linkStore = dynamodbLinkStore(variable('LINK_TABLE'), async () =>
  (await import('../stack/s3-config-store.ts')).s3ConfigStore(bucket),
);
