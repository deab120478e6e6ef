import type { Catalogue } from './entry.ts';

/** Findings about what the files for apps say. */
export const configFindings = {
  API_DEFAULT_REPLACED: {
    severity: 'info',
    meaning:
      'A GraphQL API lets callers in by default in a way that the client config cannot serve, so the config says another way of the same API.',
    resolution:
      'Nothing to do, unless the app names the way in with each call: what it names counts.',
  },
  NOT_IN_CLIENT_CONFIG: {
    severity: 'info',
    meaning:
      'Something is granted that the client config has no words for: the role may use it, and no library finds it by itself.',
    resolution: 'Tell the app of it by other means, such as settings of its own.',
  },
} as const satisfies Catalogue;
