/**
 * What each key of a request means, by its path; the item of a list is `[]`. For readers of
 * docs/request.md, and of docs/request.schema.json in an editor.
 */
export const requestMeanings: Readonly<Record<string, string>> = {
  app: 'Name of the app: a lower-case letter, then up to 31 of `a-z`, `0-9` and `-`.',
  env: 'Name of the environment, by the same rule.',
  userPoolId: 'The user pool. Needed, unless the stored request or `from` says it.',
  webClientId:
    'App client of the web app. Without it the only client without a secret is taken; several are listed by a finding.',
  nativeClientId: 'App client of native apps. Without it the web client, and the run says so.',
  identityPoolId:
    'The identity pool, with its region. Without it the import is of the user pool only.',
  from: 'Another environment of the app, whose pools, clients and `readRoleArn` are kept. Grants and other options are not. What the request names wins.',
  readRoleArn: 'A role that is assumed to read a user pool of another account.',

  grants: 'What users may do, in a list for each category.',
  'grants.storage': 'Buckets, by the levels of Amplify Gen 1 or the paths of Gen 2.',
  'grants.storage[].bucket': 'Name of the bucket.',
  'grants.storage[].name':
    "What calls of the app name the bucket by (`{ bucket: 'drive' }`), in `amplify_outputs.json`: an app that has such names keeps them. Left out: its name in S3.",
  'grants.storage[].region':
    'Where the bucket must lie. It is looked up anyway; naming it makes a difference an error.',
  'grants.storage[].authenticated': 'What signed-in users may do.',
  'grants.storage[].guest': 'What guests may do.',
  'grants.storage[].groups':
    'The same per group of the user pool, on the role of the group: what signed-in users get.',
  'grants.storage[].paths': 'Paths of Amplify Gen 2, in place of the three lists.',

  'grants.graphql': 'APIs of AppSync with IAM authorization.',
  'grants.graphql[].api': 'Id or ARN of the API.',
  'grants.graphql[].region': 'Its region; without it, that of the ARN or of the user pool.',
  'grants.graphql[].authenticated':
    '`true` is the whole API; a list names fields, like `"Query.listPosts"` or `"Mutation.*"`.',
  'grants.graphql[].guest':
    'The same for guests, but for them `true` is `Query.*` and `Subscription.*`: what guests may write is named.',
  'grants.graphql[].groups': 'What members of groups may do, as for signed-in users.',

  'grants.rest': 'APIs of API Gateway with IAM authorization.',
  'grants.rest[].api': 'Id or ARN of a REST API or HTTP API.',
  'grants.rest[].region': 'Its region; without it, that of the ARN or of the user pool.',
  'grants.rest[].stage': 'Name of the stage.',
  'grants.rest[].paths': 'Paths of the API. What is granted on one holds below it too.',
  'grants.rest[].paths[].path': 'Like `/items` or `/items/{id}`; a parameter stands for any value.',
  'grants.rest[].paths[].authenticated':
    '`create` is POST, `read` GET, `update` PUT and PATCH, `delete` DELETE.',
  'grants.rest[].paths[].guest': 'What guests may do, by the same words.',
  'grants.rest[].paths[].groups': 'The same per group.',

  'grants.analytics': 'Streams that take records.',
  'grants.analytics[].stream': 'ARN of a stream of Kinesis or Firehose. Pinpoint is retired.',
  'grants.analytics[].authenticated':
    'Signed-in users may put records, which is all that is granted.',
  'grants.analytics[].guest':
    'Guests may put records. Cognito may keep them from Kinesis; it does not from Firehose.',
  'grants.analytics[].groups': 'Members of groups may put records.',

  'grants.geo': 'Resources of Amazon Location.',
  'grants.geo[].resource':
    'ARN of a map, place index, geofence collection or tracker, or of a provider like `arn:aws:geo-maps:eu-west-1::provider/default` (also `geo-places`, `geo-routes`).',
  'grants.geo[].authenticated':
    'A map, a place index and a provider know `read` only. A tracker shows every device to a reader.',
  'grants.geo[].guest': 'What guests may do, by the same words.',
  'grants.geo[].groups': 'The same per group.',

  'grants.predictions': 'Services that understand or say something.',
  'grants.predictions[].use': 'What the app lets them do.',
  'grants.predictions[].region':
    'The one region where it is granted; without it, that of the user pool.',
  'grants.predictions[].authenticated': 'Signed-in users may use it.',
  'grants.predictions[].guest':
    'Guests may use what is answered at once, and start or read no jobs.',
  'grants.predictions[].groups': 'Members of groups may use it.',

  'grants.interactions': 'Bots of Lex V2. Lex V1 is retired.',
  'grants.interactions[].bot': 'Id of the bot.',
  'grants.interactions[].alias': 'Id of an alias of the bot. Needed for a bot of Lex V2.',
  'grants.interactions[].region': 'Its region; without it, that of the user pool.',
  'grants.interactions[].authenticated': 'Signed-in users may talk to the bot.',
  'grants.interactions[].guest': 'Guests may talk to the bot.',
  'grants.interactions[].groups': 'Members of groups may talk to the bot.',

  'grants.events': 'Event APIs of AppSync, which take IAM for what is granted.',
  'grants.events[].api': 'Id or ARN of the API.',
  'grants.events[].region': 'Its region; without it, that of the ARN or of the user pool.',
  'grants.events[].channels': 'Namespaces of channels.',
  'grants.events[].channels[].path':
    'A namespace and whatever lies in it, like `/chat/*`: IAM knows no single channel.',
  'grants.events[].channels[].authenticated':
    'Who connects does so to the API; to subscribe one must be connected.',
  'grants.events[].channels[].guest': 'What guests may do, by the same words.',
  'grants.events[].channels[].groups': 'The same per group.',

  functions: 'Functions that get the ids of the pools as variables.',
  'functions[].name': 'Name or ARN of a function.',
  'functions[].region': 'Its region, if not that of the user pool.',
  'functions[].access': 'What it may do with the users of the pool, in the names of Amplify Gen 2.',
  'functions[].prefix':
    'Prefix of its variables `_USERPOOLID`, `_CLIENTID`, `_IDENTITYPOOLID`, `_REGION`, if not `AUTH_<APP>`.',

  hosting: 'Apps of Amplify Hosting, whose builds get the ids.',
  'hosting[].appId': 'Id of the app.',
  'hosting[].region': 'Its region; without it, that of the user pool.',
  'hosting[].branch': 'One branch; without it, all of them and previews.',
  'hosting[].build': '`"onChange"` starts a build of the branch once its variables have changed.',

  sites: 'Buckets that get a copy of the files beside a web app.',
  'sites[].bucket': 'Name of the bucket.',
  'sites[].prefix': 'Folder of the copies: `config` and `config/` are one.',
  'sites[].distributionId':
    'Distribution of CloudFront in front of the bucket, of which the copies are invalidated once they have changed.',
  'sites[].files':
    'Which files lie there: `outputs` is `amplify_outputs.json`, `json` is `amplifyconfiguration.json`, `exports` is `aws-exports.js`. `amplify-import-manifest.json` always does.',

  parameters:
    '`true`: the ids as SSM parameters, `config` and `user-pool-id` below `/amplify-import/<app>/<env>/`; `"each"`: every value by itself as well.',

  oauth:
    '`"auto"` publishes OAuth when the client can offer it, `"required"` refuses when it cannot, `"off"` leaves it out.',
  redirects: '`"https"` leaves out redirect URLs that begin with `http://`.',
  outputsVersion: 'Version of the schema of `amplify_outputs.json`.',

  mode: '`"plan"` stops after the plan.',
  expectPlan:
    'Hash of a plan, `sha256:…`. The import goes on only if a fresh plan has the same hash.',
  adopt: '`true` replaces a policy of our name that somebody edited.',
  rolePolicies: '`"emit"` writes no role and gives the documents as files.',
  drift:
    'What to do when a pool changes later. Nothing watches pools yet: `"republish"` and `"off"` do the same, `"review"` is refused.',
  expires: 'When the environment ends, like `"2026-12-31T00:00:00Z"`, and is removed.',
  removeByEvent: 'An event alone may remove the environment before its end; needs `expires`.',
};
