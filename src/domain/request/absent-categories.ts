/**
 * Categories of Amplify that people look for and that are no grants: what they need is no right of a role
 * alone, or no app of theirs asks for it by a config. By the word in small letters; what to do instead.
 */
const instead: ReadonlyMap<string, string> = new Map([
  ...['liveness', 'faceliveness'].map(
    (word) =>
      [
        word,
        'sessions of Face Liveness are made by a backend of yours; allow rekognition:StartFaceLivenessSession by a policy of your own on the role',
      ] as const,
  ),
  ...['pubsub', 'iot'].map(
    (word) =>
      [
        word,
        'AWS IoT wants a policy of its own attached to each identity, by a backend of yours; allow iot:Connect, iot:Publish, iot:Subscribe and iot:Receive by a policy of your own on the role. Channels of AppSync are "events"',
      ] as const,
  ),
  ...['notifications', 'push', 'pushnotifications', 'inappmessaging'].map(
    (word) =>
      [
        word,
        'Amazon Pinpoint, which they worked by, has closed; records go to a stream by "analytics"',
      ] as const,
  ),
  ...['ai', 'bedrock', 'conversation'].map(
    (word) => [word, 'conversations are fields of a GraphQL API: write "graphql"'] as const,
  ),
  ...['api', 'apis'].map(
    (word) => [word, 'write "graphql", "rest" or "events", by the kind of the API'] as const,
  ),
  ...['data', 'datastore', 'appsync'].map(
    (word) => [word, 'write "graphql"; for channels of events write "events"'] as const,
  ),
  ...['maps', 'location'].map((word) => [word, 'write "geo"'] as const),
  ...['function', 'functions', 'lambda'].map(
    (word) => [word, 'an app calls functions by an API: write "graphql" or "rest"'] as const,
  ),
]);

/** What is said of a key of `grants` that names such a category; `null`: it names none. */
export function absentCategory(key: string): string | null {
  const word = instead.get(key.toLowerCase().replaceAll(/[^a-z]/g, ''));
  return word === undefined ? null : `there is no such category of grants: ${word}`;
}
