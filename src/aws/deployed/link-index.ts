import { dynamodbLinkIndex } from '../stack/dynamodb-link-index.ts';
import { variable } from './variable.ts';

export const linkIndex = dynamodbLinkIndex(variable('LINK_TABLE'));
