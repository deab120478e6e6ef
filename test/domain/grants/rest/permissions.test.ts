import { describe, expect, it } from '@jest/globals';

import { restApiId } from '../../../support/builders/grants.ts';
import { admin, guest, told, user } from '../granted.ts';

const at = (method: string, path: string) =>
  `execute-api:Invoke arn:aws:execute-api:…:${restApiId}/prod/${method}${path}`;
const grant = (path: object) => ({
  rest: [{ api: restApiId, stage: 'prod', paths: [{ path: '/items', ...path }] }],
});

describe('A REST grant', () => {
  it.each([
    ['create', ['POST']],
    ['read', ['GET']],
    ['update', ['PUT', 'PATCH']],
    ['delete', ['DELETE']],
  ] as const)('of "%s" is for %j, on the path and below it', (word, methods) => {
    const expected = methods.flatMap((method) => [at(method, '/items'), at(method, '/items/*')]);

    expect(told(grant({ authenticated: [word] }), user)).toEqual(expected);
    expect(told(grant({ guest: [word] }), guest)).toEqual(expected);
    expect(told(grant({ groups: { admins: [word] } }), admin)).toEqual(expected);
  });

  it.each([
    ['/', ['/', '/*']],
    ['/items/{id}', ['/items/*', '/items/*/*']],
    ['/users/{user}/orders', ['/users/*/orders', '/users/*/orders/*']],
    ['/files/{proxy+}', ['/files/*', '/files/*/*']],
  ])('on %s is on %j', (path, patterns) => {
    expect(told(grant({ path, authenticated: ['read'] }), user)).toEqual(
      patterns.map((pattern) => at('GET', pattern)),
    );
  });

  it('of everything still names each method: a wildcard would allow HEAD and OPTIONS too', () => {
    const words = ['create', 'read', 'update', 'delete'];

    const lines = told(grant({ authenticated: words }), user);

    expect(new Set(lines.map((line) => line.split('/')[2]))).toEqual(
      new Set(['POST', 'GET', 'PUT', 'PATCH', 'DELETE']),
    );
  });

  it('on one path gives nothing to whoever has another', () => {
    const paths = [
      { path: '/items', authenticated: ['read' as const] },
      { path: '/admin', groups: { admins: ['delete' as const] } },
    ];
    const rest = [{ api: restApiId, stage: 'prod', paths }];

    expect(told({ rest }, user)).toEqual([at('GET', '/items'), at('GET', '/items/*')]);
    expect(told({ rest }, admin)).toEqual([at('DELETE', '/admin'), at('DELETE', '/admin/*')]);
    expect(told({ rest }, guest)).toEqual([]);
  });

  it.each([
    ['manages the API', `arn:aws:apigateway:eu-west-1::/restapis/${restApiId}`],
    ['manages an HTTP API', `arn:aws:apigateway:eu-west-1::/apis/${restApiId}`],
    ['calls the API', `arn:aws:execute-api:eu-west-1:111122223333:${restApiId}`],
  ])('takes the ARN that %s', (_, api) => {
    const paths = [{ path: '/items', authenticated: ['read' as const] }];

    expect(told({ rest: [{ api, stage: 'prod', paths }] }, user)).toEqual([
      at('GET', '/items'),
      at('GET', '/items/*'),
    ]);
  });
});
