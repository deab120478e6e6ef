import { describe, expect, it } from '@jest/globals';

import { resourceFindings } from '../../../../src/domain/grants/resource-findings.ts';
import type { ApiRoute } from '../../../../src/domain/grants/resources/readings.ts';
import { restApiId, someGrants, type WrittenGrants } from '../../../support/builders/grants.ts';
import { aRequest } from '../../../support/builders/request.ts';
import { apiReading, aRoute } from '../../../support/builders/resources.ts';

type Path = NonNullable<WrittenGrants['rest']>[number]['paths'][number];

const iam = (key: string) => route(key, 'AWS_IAM');
const tokens = (key: string) => route(key, 'COGNITO_USER_POOLS');
const open = (key: string) => route(key, 'NONE');

function route(key: string, authorization: string): ApiRoute {
  const [method = '', path = ''] = key.split(' ');
  return aRoute({ method, path, authorization });
}

function judge(path: Path, routes: readonly ApiRoute[], kind: 'rest' | 'http' = 'rest') {
  const grants = someGrants({ rest: [{ api: restApiId, stage: 'prod', paths: [path] }] });
  return resourceFindings(aRequest({ grants }), apiReading({ kind, routes }), {
    allowList: null,
    roles: [],
    clients: [],
  });
}

describe('What guests are granted on an API whose other methods take tokens', () => {
  it('does not mean ANY where the method has an entry of its own', () => {
    const routes = [iam('GET /items'), tokens('ANY /items')];

    expect(judge({ path: '/items', guest: ['read'] }, routes)).toEqual([]);
  });

  it.each([
    ['/items', [iam('GET /items'), tokens('GET /items/admin')], 'GET /items/admin'],
    ['/', [iam('GET /'), tokens('GET /a'), tokens('GET /b')], 'GET /a, GET /b'],
  ])('%s opens what is behind IAM, and a warning names the rest', (path, routes, named) => {
    expect(judge({ path, guest: ['read'] }, routes)).toEqual([
      expect.objectContaining({
        code: 'METHOD_WITHOUT_IAM',
        severity: 'warning',
        message: expect.stringContaining(`: ${named}. The grant on ${path} does not open them.`),
      }),
    ]);
  });

  it('is an error where nothing of it is left behind IAM, whatever users are granted', () => {
    const path: Path = { path: '/items', guest: ['read'], authenticated: ['create'] };

    expect(judge(path, [tokens('GET /items'), iam('POST /items')])).toEqual([
      expect.objectContaining({ code: 'METHOD_WITHOUT_IAM', severity: 'error' }),
    ]);
  });
});

describe('A granted method', () => {
  const all = ['create', 'read', 'update', 'delete'] as const;

  it('that is missing beside others is named', () => {
    expect(judge({ path: '/items', authenticated: [...all] }, [iam('GET /items')])).toEqual([
      expect.objectContaining({
        code: 'METHOD_NOT_FOUND',
        severity: 'warning',
        message: `The API ${restApiId} has no POST, PUT, PATCH, DELETE on /items or below it.`,
        found: 'GET',
        needed: 'POST, PUT, PATCH, DELETE',
      }),
    ]);
  });

  it('of an update may be one of two', () => {
    expect(judge({ path: '/items', guest: ['update'] }, [iam('PATCH /items')])).toEqual([]);
  });

  it('may end at an open proxy below its path, which is said', () => {
    const routes = [iam('GET /items'), open('ANY /{proxy+}')];

    expect(judge({ path: '/items', authenticated: ['read'] }, routes)).toEqual([
      expect.objectContaining({
        code: 'METHOD_WITHOUT_IAM',
        found: 'NONE',
        message: expect.stringContaining('ANY /{proxy+} (for calls below /items).'),
      }),
    ]);
  });

  it('of an HTTP API is answered by the greedy route where the other one has another method', () => {
    const routes = [iam('POST /items'), iam('ANY /{proxy+}')];

    expect(judge({ path: '/items', authenticated: ['read'] }, routes, 'http')).toEqual([]);
  });
});
