import { describe, expect, it } from '@jest/globals';

import { parseInput } from '../../../src/domain/request/request-parsing.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';

const ids = { app: 'storefront', env: 'prod', userPoolId, webClientId, identityPoolId };

describe('A good request', () => {
  it('R-13, S-1: needs no native client, and no identity pool: a user pool is enough', () => {
    const parsed = parseInput({ app: 'storefront', env: 'prod', userPoolId });

    expect(parsed).toMatchObject({
      kind: 'request',
      request: { userPoolId, nativeClientId: null, identityPoolId: null },
    });
  });

  it('may carry the comment that the console pre-fills', () => {
    const parsed = parseInput({ Comment: 'Insert your JSON here', ...ids });

    expect(parsed).toMatchObject({ kind: 'request', request: ids });
    expect(parsed.kind === 'request' && 'Comment' in parsed.request).toBe(false);
  });

  it('gets every option that it leaves out', () => {
    const parsed = parseInput({ app: 'storefront', env: 'prod', userPoolId });

    expect(parsed).toMatchObject({
      request: {
        webClientId: null,
        nativeClientId: null,
        identityPoolId: null,
        from: null,
        grants: { storage: [], graphql: [], rest: [], analytics: [] },
        oauth: 'auto',
        redirects: 'all',
        mode: 'import',
        adopt: false,
        rolePolicies: 'write',
      },
    });
  });

  it('asks for the stored request when it holds app and env alone', () => {
    const parsed = parseInput({ app: 'storefront', env: 'prod' });

    expect(parsed).toEqual({
      kind: 'stored',
      link: { app: 'storefront', env: 'prod' },
      options: { mode: 'import', expectPlan: null, adopt: false },
      asked: { app: 'storefront', env: 'prod' },
    });
  });

  it('asks for the stored request with the options of one run', () => {
    const expectPlan = `sha256:${'a'.repeat(64)}`;

    const parsed = parseInput({ app: 'storefront', env: 'prod', mode: 'plan', expectPlan });

    expect(parsed).toMatchObject({ kind: 'stored', options: { mode: 'plan', expectPlan } });
  });
});
