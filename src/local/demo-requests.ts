import type { RefusedSample, Sample } from './seed.ts';

/** The app of the demonstration. */
export const demoApp = 'storefront';

/** A full request for the seeded sample: sign-in, guests, and a bucket for both. */
export function sampleRequest(sample: Sample, env: string): object {
  return {
    app: demoApp,
    env,
    userPoolId: sample.userPoolId,
    webClientId: sample.webClientId,
    nativeClientId: sample.nativeClientId,
    identityPoolId: sample.identityPoolId,
    grants: {
      storage: [
        {
          bucket: sample.bucket,
          authenticated: ['create', 'read', 'update', 'delete'],
          guest: ['read'],
        },
      ],
    },
  };
}

/** A request that validation refuses: the client has a secret, and the bucket does not exist. */
export function refusedRequest({ userPoolId, clientId }: RefusedSample, sample: Sample): object {
  return {
    app: demoApp,
    env: 'refused',
    userPoolId,
    webClientId: clientId,
    // Of another pool: a frequent mistake when an environment is copied.
    nativeClientId: sample.nativeClientId,
    identityPoolId: sample.identityPoolId,
    grants: { storage: [{ bucket: `${sample.bucket}-missing`, guest: ['create'] }] },
  };
}
