import { describe, expect, it } from '@jest/globals';
import type { ValueSource } from '../../../src/contract/push/published.ts';
import type { PlannedKey } from '../../../src/contract/push/target.ts';
import { sha256 } from '../../../src/domain/canonical.ts';
import { parametersRules } from '../../../src/domain/targets/parameters/rules.ts';
import { parameterValues } from '../../../src/domain/targets/parameters/values.ts';
import { seenValue } from '../../../src/domain/targets/seen-value.ts';
import type { TargetContext } from '../../../src/domain/targets/target-kind.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { aRequest } from '../../support/builders/request.ts';

const source: ValueSource = {
  app: 'storefront',
  env: 'prod',
  userPoolId,
  userPoolArn: `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${userPoolId}`,
  webClientId,
  nativeClientId: null,
  identityPoolId,
  region: 'eu-west-1',
  revision: 4,
  accessAllowed: false,
  executionRoles: {},
  configUri: 's3://amplify-import-config/config/storefront/prod/',
};
const context: TargetContext = {
  request: aRequest(),
  source,
  startedBy: 'request',
  allowList: {},
  executionRoles: {},
  otherLinks: {},
  files: {},
};

describe('The values of parameters', () => {
  it('are none where the request wants none', () => {
    expect(parameterValues(false, source)).toEqual({});
    expect(
      parametersRules.wanted({ ...context, request: aRequest({ parameters: false }) }),
    ).toEqual([]);
  });

  it('leave out what there is not, by itself and in the text of all', () => {
    const values = parameterValues('each', { ...source, identityPoolId: null, configUri: null });

    expect(Object.keys(values)).toEqual([
      'config',
      'user-pool-id',
      'user-pool-arn',
      'web-client-id',
      'region',
      'revision',
    ]);
    expect(JSON.parse(values['config'] ?? '')).toEqual({
      userPoolId,
      webClientId,
      region: 'eu-west-1',
    });
  });

  it('are the same text for a later revision with the same values', () => {
    const later = { ...source, revision: 5 };

    expect(parameterValues(true, later)).toEqual(parameterValues(true, source));
  });

  it('are all in a shape that may be shown', () => {
    const values = Object.values(parameterValues('each', source));

    expect(values.map(seenValue)).toEqual(values.map((value) => ({ value })));
  });

  it.each([
    ['a number', '{"region":1}'],
    ['a number as a text', '{"region":"1234"}'],
    ['nothing', '{"region":null}'],
    ['another name', '{"password":"eu-west-1"}'],
    ['a name of every object', '{"constructor":"eu-west-1"}'],
    ['what another name holds', `{"region":"${userPoolId}"}`],
    ['a name twice', '{"region":"hunter2","region":"eu-west-1"}'],
    ['something between', '{"region": "eu-west-1"}'],
  ])('are not JSON with %s: only its hash is told', (_, text) => {
    expect(seenValue(text)).toEqual({ sha256: sha256(text) });
  });
});

describe('A parameter of somebody else', () => {
  const key: PlannedKey = { before: null, seen: null, after: userPoolId, earlier: [] };
  const judge = (keys: Record<string, PlannedKey>) =>
    parametersRules.judge(
      {
        id: 'parameters',
        wanted: null,
        keys,
        seen: {
          arn: '',
          tag: null,
          ours: {},
          foreign: null,
          executionRole: null,
          facts: { region: 'eu-west-1', taken: ['user-pool-id', 'region'] },
        },
      },
      context,
    );

  it('under a name that is wanted leaves all parameters alone, and is named whole', () => {
    const { error, findings } = judge({ 'user-pool-id': key, region: { ...key, after: null } });

    expect(error).toBe('PARAMETER_TAKEN');
    expect(findings).toMatchObject([
      {
        code: 'PARAMETER_TAKEN',
        severity: 'warning',
        subject: '/amplify-import/storefront/prod/user-pool-id',
        needed: 'no parameter of this name, or the tag amplify-import-link=storefront.prod',
      },
    ]);
  });

  it('under a name that is given back is in nobody’s way', () => {
    expect(judge({ region: { ...key, after: null } })).toEqual({ findings: [], error: null });
  });

  it('is nothing that the text of a request could be wrong about', () => {
    expect(parametersRules.requestFindings(aRequest({ parameters: 'each' }), null)).toEqual([]);
    expect(parametersRules.missing('parameters')).toMatchObject({ severity: 'warning' });
  });
});
