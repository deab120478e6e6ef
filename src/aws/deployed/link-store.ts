import { dynamodbLinkStore } from '../stack/dynamodb-link-store.ts';
import { lateConfigStore } from './late-config-store.ts';
import { variable } from './variable.ts';

export const linkStore = dynamodbLinkStore(variable('LINK_TABLE'), lateConfigStore);
