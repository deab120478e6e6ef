import { dirname, join } from 'node:path';

/** Nothing of the developer's own account gets in: no profile, no keys, no metadata service. */
export function benchEnvironment(home: string, endpoint: string): NodeJS.ProcessEnv {
  return {
    PATH: '/usr/bin:/bin',
    HOME: home,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** The same on a bench: what is compiled lies beside the folder, in which tests look for all that is left. */
export function commandEnvironment(folder: string, endpoint: string): NodeJS.ProcessEnv {
  return {
    ...benchEnvironment(folder, endpoint),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
}
