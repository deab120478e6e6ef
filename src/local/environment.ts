/** What a client of the local cloud needs to know, as the environment variables of AWS SDKs and tools. */
export type LocalEnvironment = {
  readonly AWS_ENDPOINT_URL: string;
  /** Amplify Hosting, which the emulator lacks; absent where nobody plays it. */
  readonly AWS_ENDPOINT_URL_AMPLIFY?: string;
  readonly AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false';
  readonly AWS_ACCESS_KEY_ID: 'test';
  readonly AWS_SECRET_ACCESS_KEY: 'test';
  readonly AWS_REGION: 'us-east-1';
  readonly AWS_DEFAULT_REGION: 'us-east-1';
  readonly AWS_CONFIG_FILE: '/dev/null';
  readonly AWS_SHARED_CREDENTIALS_FILE: '/dev/null';
  readonly AWS_EC2_METADATA_DISABLED: 'true';
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The account that the emulator plays. */
export const LOCAL_ACCOUNT = '000000000000';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);

/**
 * Lets only this machine pass: sample pools and roles are written to the endpoint, which must never
 * happen to a real account. `localhost` becomes 127.0.0.1, since with a name the S3 client puts the
 * bucket into the host, which does not resolve.
 */
export const loopbackEndpoint = (endpoint: string): string => {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const plain = url !== undefined && url.pathname === '/' && !url.search && !url.username;

  if (!plain || !/^https?:$/.test(url.protocol) || !isLoopback(url.hostname)) {
    throw new Error(
      `The local cloud refuses the endpoint "${endpoint}": it may only be on this machine, ` +
        'such as http://127.0.0.1:4566. Unset AWS_ENDPOINT_URL to have an emulator started.',
    );
  }
  if (url.hostname === 'localhost') url.hostname = '127.0.0.1';
  return url.origin;
};

/**
 * The settings that lead an SDK or tool to the local cloud and away from every profile of the user;
 * `hosting` is the endpoint of the stand-in of Amplify Hosting.
 */
export const localEnvironment = (endpoint: string, hosting?: string): LocalEnvironment => ({
  AWS_ENDPOINT_URL: loopbackEndpoint(endpoint),
  ...(hosting !== undefined && { AWS_ENDPOINT_URL_AMPLIFY: loopbackEndpoint(hosting) }),
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/**
 * A process environment for the local cloud. Every other AWS variable goes, since a profile, a role, a
 * session token or an endpoint of a single service would win over ours; proxies go, since they would
 * carry local traffic off this machine.
 */
export const withLocalEnvironment = (
  environment: Environment,
  endpoint: string,
  hosting?: string,
): Record<string, string> => {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !/^AWS_|^(https?|all)_proxy$|^NODE_USE_ENV_PROXY$/i.test(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...localEnvironment(endpoint, hosting) };
};
