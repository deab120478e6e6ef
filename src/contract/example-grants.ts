import type * as z from 'zod';
import type { grantsSchema } from './grants.ts';

/** A grant of each category, shown to whoever asked for one in a request that cannot be read. */
export const exampleGrants = {
  storage: [{ bucket: 'storefront-uploads', authenticated: ['create', 'read'], guest: ['read'] }],
  graphql: [{ api: 'abcdefghijklmnopqrstuvwxyz', authenticated: ['Query.*'] }],
  rest: [
    {
      api: 'a1b2c3d4e5',
      stage: 'prod',
      paths: [{ path: '/orders/{id}', authenticated: ['read'] }],
    },
  ],
  analytics: [
    { stream: 'arn:aws:kinesis:eu-west-1:111122223333:stream/clicks', authenticated: true },
  ],
  geo: [{ resource: 'arn:aws:geo-maps:eu-west-1::provider/default', authenticated: ['read'] }],
  predictions: [{ use: 'translate', authenticated: true }],
  interactions: [{ bot: 'ABCDEFGHIJ', alias: 'TSTALIASID', authenticated: true }],
  events: [
    {
      api: 'zyxwvutsrqponmlkjihgfedcba',
      channels: [{ path: '/chat/*', authenticated: ['connect', 'publish', 'subscribe'] }],
    },
  ],
} as const satisfies Required<z.input<ReturnType<typeof grantsSchema>>>;
