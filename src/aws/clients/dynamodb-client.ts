import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { perRegion } from './per-region.ts';

/** Only the deployed stack keeps links in a table. */
export const dynamodb = perRegion((options) => new DynamoDBClient(options));
