import type { KeyMeaning } from '../key-meaning.ts';

/** What the settings of everything but auth mean, whatever a format calls them. */
export const resources = {
  bucket: {
    changed: [
      'breaking',
      'Files are looked for in another bucket: those in the old one are not found.',
    ],
    added: ['behaviour', 'Storage can be used.'],
    removed: ['breaking', 'Storage fails: "NoBucket".'],
  },
  namedBucket: {
    changed: [
      'breaking',
      'Calls that name the bucket fail: "InvalidStorageBucket". Let the request call it as your app does: "name" beside its "bucket".',
    ],
    added: ['behaviour', 'Calls can name the bucket.'],
    removed: ['breaking', 'Calls that name the bucket fail: "InvalidStorageBucket".'],
  },
  bucketRegion: {
    added: ['behaviour', 'Storage can be used.'],
    removed: ['breaking', 'Storage fails: it does not know where to.'],
    changed: [
      'breaking',
      'Requests for files go to another region; only that of the bucket answers.',
    ],
  },
  paths: {
    changed: [
      'behaviour',
      'StorageBrowser lists other places. IAM decides what may be done there.',
    ],
  },
  graphqlEndpoint: {
    changed: ['breaking', 'GraphQL requests go to another API.'],
    added: ['behaviour', 'The GraphQL client can be used.'],
    removed: ['breaking', 'GraphQL requests fail: no endpoint is configured.'],
  },
  graphqlRegion: {
    added: ['behaviour', 'Requests that IAM authorizes can be signed.'],
    removed: ['breaking', 'Requests that IAM authorizes cannot be signed.'],
    changed: ['breaking', 'Requests that IAM authorizes are signed for another region.'],
  },
  graphqlAuthorization: {
    added: ['behaviour', 'Requests that do not name an authorization have one.'],
    changed: [
      'breaking',
      'Requests that do not name an authorization use another one; the API must allow it for what is asked.',
    ],
  },
  graphqlAuthorizations: {
    changed: [
      'behaviour',
      'The library of Flutter signs requests only where one of them needs it. Every other takes what a request names, or the default.',
    ],
  },
  apiKey: {
    ours: false,
    added: ['behaviour', 'Requests authorized by an API key can be made.'],
    changed: [
      'breaking',
      'Requests authorized by an API key need one: put yours beside our file, which never holds one.',
    ],
  },
  modelIntrospection: {
    ours: false,
    changed: [
      'breaking',
      '"generateClient" makes its models from it: "client.models" needs that of your schema.',
    ],
  },
  restApi: {
    changed: ['breaking', 'Requests to the API of this name go elsewhere.'],
    added: ['behaviour', 'The API can be called by this name.'],
    removed: ['breaking', 'Requests to the API of this name fail: it is not configured.'],
  },
  restApiName: {
    changed: [
      'breaking',
      'Requests that call the API by its name of today fail: it is not configured. Call it in your app as our file does.',
    ],
  },
  geo: {
    changed: ['behaviour', 'Maps, searches and geofences use other resources of Amazon Location.'],
    removed: ['breaking', 'Maps, searches and geofences fail: nothing is configured.'],
  },
  predictions: {
    changed: ['behaviour', 'Predictions go to another region or take other defaults.'],
    removed: ['breaking', 'Predictions fail: nothing is configured.'],
  },
  bots: {
    changed: ['breaking', 'Messages go to another bot.'],
    added: ['behaviour', 'The bot can be talked to.'],
    removed: [
      'breaking',
      'Messages to the bot fail. Bots of Lex V1 answer no more: AWS has closed it.',
    ],
  },
  analytics: {
    changed: ['behaviour', 'Events go elsewhere.'],
    added: ['behaviour', 'Events can be recorded.'],
    removed: ['behaviour', 'Events of Pinpoint are recorded nowhere: AWS has closed it.'],
  },
  notifications: {
    changed: ['behaviour', 'Notifications come from elsewhere.'],
    removed: ['behaviour', 'Notifications of Pinpoint do not come: AWS has closed it.'],
  },
} as const satisfies Readonly<Record<string, Omit<KeyMeaning, 'keys'>>>;
