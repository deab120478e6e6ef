import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import { perRegion } from './per-region.ts';

/** REST APIs and HTTP APIs, whose ids look the same; loaded for a run that grants one of them only. */
export const apiClients = {
  restApis: perRegion((options) => new APIGatewayClient(options)),
  httpApis: perRegion((options) => new ApiGatewayV2Client(options)),
};
