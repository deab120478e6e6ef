import { describe, expect, it } from '@jest/globals';

import { routesAnswering } from '../../../../src/domain/grants/rest/routes.ts';
import { aRoute } from '../../../support/builders/resources.ts';

/** Routes by their keys; those that answer below the granted path only are marked. */
function answering(
  path: string,
  method: string,
  keys: readonly string[],
  kind: 'rest' | 'http' = 'rest',
) {
  const routes = keys.map((key) => {
    const [first = '', at = '$default'] = key.split(' ');
    return aRoute({ method: at === '$default' ? 'ANY' : first, path: at });
  });
  return routesAnswering(path, method, { kind, routes }).map(
    ({ route, belowOnly }) => `${route.method} ${route.path}${belowOnly ? ' below' : ''}`,
  );
}

describe('The method that answers calls to a path of a REST API', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['GET', '/items', ['GET /items', 'ANY /items'], ['GET /items']],
    ['POST', '/items', ['GET /items', 'ANY /items'], ['ANY /items']],
    ['GET', '/items', ['GET /items', 'GET /items/admin'], ['GET /items', 'GET /items/admin below']],
    ['GET', '/items', ['GET /items', 'ANY /{proxy+}'], ['GET /items', 'ANY /{proxy+} below']],
    [
      'GET',
      '/items',
      ['GET /items', 'ANY /items/{proxy+}', 'ANY /{proxy+}'],
      ['GET /items', 'ANY /items/{proxy+} below'],
    ],
    ['POST', '/items', ['GET /items', 'ANY /{proxy+}'], ['ANY /{proxy+} below']],
    [
      'GET',
      '/items/{id}',
      ['GET /items/{id}', 'ANY /{proxy+}'],
      ['GET /items/{id}', 'ANY /{proxy+} below'],
    ],
    ['GET', '/items/latest', ['GET /items/latest', 'GET /items/{id}'], ['GET /items/latest']],
    ['GET', '/items/latest', ['POST /items/latest', 'GET /items/{id}'], []],
    [
      'GET',
      '/items/{id}',
      ['GET /items/latest', 'GET /items/{id}'],
      ['GET /items/latest', 'GET /items/{id}'],
    ],
    ['GET', '/', ['GET /', 'GET /a'], ['GET /', 'GET /a below']],
    ['DELETE', '/items', ['GET /items', 'GET /items/{id}'], []],
  ])('%s %s among %j', (method, path, routes, expected) => {
    expect(answering(path, method, routes)).toEqual(expected);
  });
});

describe('The route that answers calls to a path of an HTTP API', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    ['GET', '/items', ['POST /items', 'ANY /{proxy+}'], ['ANY /{proxy+}']],
    ['POST', '/items', ['POST /items', 'ANY /{proxy+}'], ['POST /items', 'ANY /{proxy+} below']],
    ['GET', '/items/latest', ['POST /items/latest', 'GET /items/{id}'], ['GET /items/{id}']],
    ['GET', '/items', ['GET /items', '$default'], ['GET /items', 'ANY $default below']],
    ['GET', '/items', ['ANY /items', 'GET /{proxy+}'], ['ANY /items', 'GET /{proxy+} below']],
  ])('%s %s among %j', (method, path, routes, expected) => {
    expect(answering(path, method, routes, 'http')).toEqual(expected);
  });
});
