import { AmplifyClient } from '@aws-sdk/client-amplify';
import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';

import type { LocalEnvironment } from './environment.ts';
import { loopbackEndpoint } from './environment.ts';

export type LocalClients = {
  readonly userPools: CognitoIdentityProviderClient;
  readonly identityPools: CognitoIdentityClient;
  readonly dynamodb: DynamoDBClient;
  readonly events: EventBridgeClient;
  /** Absent where nobody plays Amplify Hosting. */
  readonly hosting?: AmplifyClient;
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly ssm: SSMClient;
};

/** The SDK clients that write samples; they can reach nothing but the given local cloud. */
export const clientsFor = (environment: LocalEnvironment): LocalClients => {
  const settings = {
    endpoint: loopbackEndpoint(environment.AWS_ENDPOINT_URL),
    region: environment.AWS_REGION,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    },
    // Said here because the user's own settings would otherwise be looked up, and refuse an endpoint.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
  const hosting = environment.AWS_ENDPOINT_URL_AMPLIFY;
  return {
    ...(hosting !== undefined && {
      hosting: new AmplifyClient({ ...settings, endpoint: loopbackEndpoint(hosting) }),
    }),
    userPools: new CognitoIdentityProviderClient(settings),
    identityPools: new CognitoIdentityClient(settings),
    dynamodb: new DynamoDBClient(settings),
    events: new EventBridgeClient(settings),
    iam: new IAMClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sfn: new SFNClient(settings),
    ssm: new SSMClient(settings),
  };
};
