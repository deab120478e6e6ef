import { dynamodbLinkStore } from '../stack/dynamodb-link-store.ts';
import { lateConfigStore } from './late-config-store.ts';
import { variable } from './variable.ts';

/** The stack's table; what is too large for its items lies in the bucket, whose client is loaded for that alone. */
export const linkStore = dynamodbLinkStore(variable('LINK_TABLE'), lateConfigStore);
