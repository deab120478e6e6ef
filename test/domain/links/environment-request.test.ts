import { describe, expect, it } from '@jest/globals';
import { requestSchema, type RunRequest } from '../../../src/contract/request.ts';
import { environmentRequest } from '../../../src/domain/links/environment-request.ts';
import { everyCategory } from '../../support/builders/grants.ts';
import { aRequest, grantsOf } from '../../support/builders/request.ts';

const requestFrom = (overrides: Partial<RunRequest> = {}, expires: string | null = null) =>
  environmentRequest(aRequest({ env: 'dev', ...overrides }), { env: 'pr-42', expires });

describe('The request for one more environment', () => {
  it('names the other one in the place of its pools', () => {
    expect(requestFrom()).toEqual({
      request: { app: 'storefront', env: 'pr-42', from: 'dev', grants: {} },
      leftOut: [],
    });
  });

  it('has the grants of the other one, whatever they are', () => {
    const grants = grantsOf(everyCategory);

    const { request } = requestFrom({ grants });

    expect(requestSchema().parse(request).grants).toEqual(grants);
  });

  it('keeps an empty rule of a path, which denies what is granted above it', () => {
    const paths = { 'albums/*': { authenticated: ['read'] }, 'albums/drafts/*': {} };
    const grants = grantsOf({ storage: [{ bucket: 'storefront-uploads', paths }] });

    const { request } = requestFrom({ grants });

    expect(requestSchema().parse(request).grants).toEqual(grants);
  });

  it('has the end that is asked for', () => {
    const expires = '2026-12-31T00:00:00Z';

    expect(requestFrom({}, expires).request).toHaveProperty('expires', expires);
  });

  it.each([
    ['rolePolicies', 'emit'],
    ['oauth', 'required'],
    ['redirects', 'https'],
    ['outputsVersion', '1.4'],
  ] as const)('keeps %s: "%s", which belongs to the pools, the roles or the app', (key, value) => {
    const { request, leftOut } = requestFrom({ [key]: value });

    expect([request[key], leftOut]).toEqual([value, []]);
  });

  it('leaves out what would write where the other one writes, and names each', () => {
    const { functions, hosting, sites } = requestSchema().parse({
      app: 'a',
      env: 'b',
      functions: [{ name: 'orders' }, { name: 'mails' }],
      hosting: [{ appId: 'd1abc' }, { appId: 'd1abc', branch: 'main' }],
      sites: [{ bucket: 'storefront-web', prefix: 'config/' }],
    });

    const { request, leftOut } = requestFrom({ functions, hosting, sites, parameters: 'each' });

    expect(Object.keys(request)).toEqual(['app', 'env', 'from', 'grants']);
    expect(leftOut).toEqual([
      'functions: orders, mails',
      'hosting: d1abc, d1abc main',
      'sites: storefront-web/config/',
      'parameters: each',
    ]);
  });

  it('leaves out how long the other one lasts, and how it is watched', () => {
    const expires = '2026-12-31T00:00:00Z';

    const { request, leftOut } = requestFrom({ drift: 'off', expires, removeByEvent: true });

    expect(Object.keys(request)).toEqual(['app', 'env', 'from', 'grants']);
    expect(leftOut).toEqual(['drift: off', `expires: ${expires}`, 'removeByEvent: true']);
  });
});
