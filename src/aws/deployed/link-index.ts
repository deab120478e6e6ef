import { dynamodbLinkIndex } from '../stack/dynamodb-link-index.ts';
import { variable } from './variable.ts';

/** The index of the stack's table. */
export const linkIndex = dynamodbLinkIndex(variable('LINK_TABLE'));
