import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { perRegion } from './per-region.ts';

/** Clients of the services that only the deployed stack uses; a run in a folder loads none of them. */
export const stackClients = {
  dynamodb: perRegion((options) => new DynamoDBClient(options)),
  sfn: perRegion((options) => new SFNClient(options)),
  events: perRegion((options) => new EventBridgeClient(options)),
  ssm: perRegion((options) => new SSMClient(options)),
};
