import { describe, expect, it } from '@jest/globals';
import { requestAgain } from '../../../src/domain/links/request-again.ts';
import { writtenRequestSchema } from '../../../src/contract/request.ts';
import { grantsOf, aRequest } from '../../support/builders/request.ts';

const whole = aRequest({
  from: 'dev',
  grants: grantsOf({
    storage: [
      { bucket: 'storefront-uploads', authenticated: ['read'], groups: { admins: ['delete'] } },
      { bucket: 'storefront-photos', paths: { 'photos/{entity_id}/*': { entity: ['read'] } } },
    ],
    rest: [
      { api: 'a1b2c3d4e5', stage: 'prod', paths: [{ path: '/items', authenticated: ['read'] }] },
    ],
  }),
  functions: [{ name: 'orders', region: null, access: ['listUsers'], prefix: null }],
  sites: [{ bucket: 'web', prefix: '', distributionId: null, files: ['exports'] }],
  parameters: 'each',
  outputsVersion: '1.4',
  expires: '2026-12-01T00:00:00Z',
});

describe('A request that is printed again', () => {
  it.each([
    ['with nothing but its pools', aRequest()],
    ['with everything', whole],
  ])('is understood as it was, %s, and keeps its pools by itself', (_case, request) => {
    expect(writtenRequestSchema().parse(requestAgain(request))).toEqual({ ...request, from: null });
  });

  it('leaves out the options of that run, and what says nothing', () => {
    const request = aRequest({ mode: 'plan', expectPlan: `sha256:${'0'.repeat(64)}`, adopt: true });
    const printed = requestAgain(request);

    expect(Object.keys(printed)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(mode|expectPlan|adopt|from|functions)$/)]),
    );
    expect(printed['grants']).toEqual({});
  });
});
