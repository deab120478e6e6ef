/**
 * Every action that any grant may give, with the resources that it may be given on. Nothing else is
 * ever written on a role: `guardrails.ts` refuses it. A test proves each line by the Service
 * Authorization Reference.
 *
 * `{region}` and `{account}` are those of the resource, `{name}` is a name without wildcards, and
 * `{pattern}` may hold wildcards and the caller's own identity.
 */
const resources = {
  bucket: 's3:::{name}',
  object: 's3:::{name}/{pattern}',
  graphqlApi: 'appsync:{region}:{account}:apis/{name}/{pattern}',
  eventApi: 'appsync:{region}:{account}:apis/{name}',
  channelNamespace: 'appsync:{region}:{account}:apis/{name}/channelNamespace/{name}',
  restMethod: 'execute-api:{region}:{account}:{name}/{name}/{pattern}',
  stream: 'kinesis:{region}:{account}:stream/{name}',
  deliveryStream: 'firehose:{region}:{account}:deliverystream/{name}',
  map: 'geo:{region}:{account}:map/{name}',
  placeIndex: 'geo:{region}:{account}:place-index/{name}',
  geofenceCollection: 'geo:{region}:{account}:geofence-collection/{name}',
  tracker: 'geo:{region}:{account}:tracker/{name}',
  mapProvider: 'geo-maps:{region}::provider/default',
  placeProvider: 'geo-places:{region}::provider/default',
  routeProvider: 'geo-routes:{region}::provider/default',
  /** Jobs are named by the apps that start them, so none is known beforehand. */
  transcriptionJob: 'transcribe:{region}:{account}:transcription-job/{pattern}',
  botAlias: 'lex:{region}:{account}:bot-alias/{name}/{name}',
  userPool: 'cognito-idp:{region}:{account}:userpool/{name}',
} as const;

/** Actions that are given on the resource of somebody, and its kinds of resource. */
export const resourceActions = {
  // Amplify's storage rules give these four and no others. They are enough for multipart uploads: S3
  // asks for s3:PutObject alone to begin, to fill and to complete one.
  's3:GetObject': [resources.object],
  's3:PutObject': [resources.object],
  's3:DeleteObject': [resources.object],
  's3:ListBucket': [resources.bucket],
  'appsync:GraphQL': [resources.graphqlApi],
  'appsync:EventConnect': [resources.eventApi],
  'appsync:EventPublish': [resources.channelNamespace],
  'appsync:EventSubscribe': [resources.channelNamespace],
  'execute-api:Invoke': [resources.restMethod],
  'kinesis:PutRecord': [resources.stream],
  'kinesis:PutRecords': [resources.stream],
  'firehose:PutRecord': [resources.deliveryStream],
  'firehose:PutRecordBatch': [resources.deliveryStream],
  'geo:GetMapStyleDescriptor': [resources.map],
  'geo:GetMapGlyphs': [resources.map],
  'geo:GetMapSprites': [resources.map],
  'geo:GetMapTile': [resources.map],
  'geo:SearchPlaceIndexForPosition': [resources.placeIndex],
  'geo:SearchPlaceIndexForText': [resources.placeIndex],
  'geo:SearchPlaceIndexForSuggestions': [resources.placeIndex],
  'geo:GetPlace': [resources.placeIndex],
  'geo:GetGeofence': [resources.geofenceCollection],
  'geo:ListGeofences': [resources.geofenceCollection],
  'geo:PutGeofence': [resources.geofenceCollection],
  'geo:BatchPutGeofence': [resources.geofenceCollection],
  'geo:BatchDeleteGeofence': [resources.geofenceCollection],
  'geo:GetDevicePosition': [resources.tracker],
  'geo:GetDevicePositionHistory': [resources.tracker],
  'geo:BatchGetDevicePosition': [resources.tracker],
  'geo:ListDevicePositions': [resources.tracker],
  'geo:BatchUpdateDevicePosition': [resources.tracker],
  'geo:BatchDeleteDevicePositionHistory': [resources.tracker],
  'geo-maps:GetStaticMap': [resources.mapProvider],
  'geo-maps:GetTile': [resources.mapProvider],
  'geo-places:Autocomplete': [resources.placeProvider],
  'geo-places:Geocode': [resources.placeProvider],
  'geo-places:GetPlace': [resources.placeProvider],
  'geo-places:ReverseGeocode': [resources.placeProvider],
  'geo-places:SearchNearby': [resources.placeProvider],
  'geo-places:SearchText': [resources.placeProvider],
  'geo-places:Suggest': [resources.placeProvider],
  'geo-routes:CalculateIsolines': [resources.routeProvider],
  'geo-routes:CalculateRouteMatrix': [resources.routeProvider],
  'geo-routes:CalculateRoutes': [resources.routeProvider],
  'geo-routes:OptimizeWaypoints': [resources.routeProvider],
  'geo-routes:SnapToRoads': [resources.routeProvider],
  'transcribe:GetTranscriptionJob': [resources.transcriptionJob],
  'lex:RecognizeText': [resources.botAlias],
  'lex:RecognizeUtterance': [resources.botAlias],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Actions that a plain call makes on no resource, so that only `*` allows it, with the resource types
 * that a call may name besides. They are given in named regions only.
 */
export const regionalActions = {
  'translate:TranslateText': ['parallel-data', 'terminology'],
  'polly:SynthesizeSpeech': ['lexicon'],
  'transcribe:StartStreamTranscription': [],
  'transcribe:StartStreamTranscriptionWebSocket': [],
  'transcribe:StartTranscriptionJob': [],
  'comprehend:DetectDominantLanguage': [],
  'comprehend:DetectEntities': ['entity-recognizer-endpoint'],
  'comprehend:DetectKeyPhrases': [],
  'comprehend:DetectSentiment': [],
  'comprehend:DetectSyntax': [],
  'rekognition:DetectFaces': [],
  'rekognition:DetectLabels': [],
  'rekognition:DetectModerationLabels': ['projectversion'],
  'rekognition:DetectText': [],
  'rekognition:RecognizeCelebrities': [],
  'textract:AnalyzeDocument': [],
  'textract:DetectDocumentText': [],
  'textract:GetDocumentAnalysis': [],
  'textract:GetDocumentTextDetection': [],
  'textract:StartDocumentAnalysis': [],
  'textract:StartDocumentTextDetection': [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Actions that a policy for functions may hold, on one user pool: with its users, their groups and devices.
 * No role of a pool is ever given one of them.
 */
export const userPoolActions = {
  'cognito-idp:AdminAddUserToGroup': [resources.userPool],
  'cognito-idp:AdminConfirmSignUp': [resources.userPool],
  'cognito-idp:AdminCreateUser': [resources.userPool],
  'cognito-idp:AdminDeleteUser': [resources.userPool],
  'cognito-idp:AdminDeleteUserAttributes': [resources.userPool],
  'cognito-idp:AdminDisableUser': [resources.userPool],
  'cognito-idp:AdminEnableUser': [resources.userPool],
  'cognito-idp:AdminForgetDevice': [resources.userPool],
  'cognito-idp:AdminGetDevice': [resources.userPool],
  'cognito-idp:AdminGetUser': [resources.userPool],
  'cognito-idp:AdminListDevices': [resources.userPool],
  'cognito-idp:AdminListGroupsForUser': [resources.userPool],
  'cognito-idp:AdminRemoveUserFromGroup': [resources.userPool],
  'cognito-idp:AdminResetUserPassword': [resources.userPool],
  'cognito-idp:AdminRespondToAuthChallenge': [resources.userPool],
  'cognito-idp:AdminSetUserMFAPreference': [resources.userPool],
  'cognito-idp:AdminSetUserPassword': [resources.userPool],
  'cognito-idp:AdminSetUserSettings': [resources.userPool],
  'cognito-idp:AdminUpdateDeviceStatus': [resources.userPool],
  'cognito-idp:AdminUpdateUserAttributes': [resources.userPool],
  'cognito-idp:AdminUserGlobalSignOut': [resources.userPool],
  'cognito-idp:CreateGroup': [resources.userPool],
  'cognito-idp:DeleteGroup': [resources.userPool],
  'cognito-idp:GetGroup': [resources.userPool],
  'cognito-idp:ListGroups': [resources.userPool],
  'cognito-idp:ListUsers': [resources.userPool],
  'cognito-idp:ListUsersInGroup': [resources.userPool],
  'cognito-idp:UpdateGroup': [resources.userPool],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type UserPoolAction = keyof typeof userPoolActions;
