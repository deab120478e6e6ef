import { matchesAction } from '../pattern-match.ts';

/**
 * What guests can do at most. In the enhanced flow Cognito gives them credentials under session
 * policies of its own, so a call outside them fails whatever the role allows (Cognito guide, "IAM
 * roles", "Services that unauthenticated identities can access"; AWS managed policy
 * `AmazonCognitoUnAuthedIdentitiesSessionPolicy`, version 4). Kinesis Data Streams stands in no table of
 * the guide, though copies of the inline session policy name it: reason enough for a warning.
 */
const withinReach: readonly string[] = [
  's3:*',
  'dynamodb:*',
  'lambda:*',
  'execute-api:*',
  'appsync:*',
  'iot:*',
  'sns:*',
  'sqs:*',
  'ses:*',
  'lex:*',
  'firehose:*',
  'polly:*',
  'comprehend:*',
  'translate:*',
  'transcribe:*',
  'rekognition:*',
  'personalize:*',
  'sagemaker:InvokeEndpoint',
  'textract:DetectDocumentText',
  'textract:AnalyzeDocument',
  'geo:GetMap*',
  'geo:SearchPlaceIndex*',
  'geo:GetPlace',
  'geo:CalculateRoute*',
  'geo:*Geofence',
  'geo:*Geofences',
  'geo:*DevicePosition*',
];

/** Whether Cognito lets guests of the enhanced flow use an action at all. */
export function guestsReach(action: string): boolean {
  return withinReach.some((pattern) => matchesAction(pattern, action));
}

/**
 * What the guide of a service lists for guests although the session policies of Cognito do not name it
 * (Location guide, "Use Amazon Cognito to authenticate", of the unauthenticated role).
 */
const listedByLocation: readonly string[] = ['geo-maps:*', 'geo-places:*', 'geo-routes:*'];

/** The service whose guide lists an action for guests all the same; `null`: none is known to. */
export function guideListing(action: string): 'Amazon Location' | null {
  return listedByLocation.some((pattern) => matchesAction(pattern, action))
    ? 'Amazon Location'
    : null;
}
