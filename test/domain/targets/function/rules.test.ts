import { describe, expect, it } from '@jest/globals';
import type { RunRequest } from '../../../../src/contract/request.ts';
import {
  functionRules,
  type FunctionFacts,
} from '../../../../src/domain/targets/function/rules.ts';
import { targetRequestFindings } from '../../../../src/domain/targets/target-kinds.ts';
import type { SeenTarget } from '../../../../src/domain/targets/target-kind.ts';
import { identityPoolId, userPoolId, webClientId } from '../../../support/builders/ids.ts';
import { aTargetContext, aValueSource, planOf } from '../../../support/builders/target-plans.ts';
import { aRecordedTarget } from '../../../support/builders/targets.ts';
import { found, notFound } from '../../../support/builders/readings.ts';
import { aRequest } from '../../../support/builders/request.ts';

const id = 'function:eu-west-1:orders';
const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
const ours = {
  AUTH_STOREFRONT_USERPOOLID: userPoolId,
  AUTH_STOREFRONT_CLIENTID: webClientId,
  AUTH_STOREFRONT_IDENTITYPOOLID: identityPoolId,
  AUTH_STOREFRONT_REGION: 'eu-west-1',
};
type Asked = Partial<RunRequest['functions'][number]>;

function requestFor(...functions: Asked[]): RunRequest {
  return aRequest({
    functions: functions.map((asked) => ({
      name: 'orders',
      region: null,
      access: [],
      prefix: null,
      ...asked,
    })),
  });
}

function aFunction(
  overrides: Partial<SeenTarget<FunctionFacts>> = {},
  facts: Partial<FunctionFacts> = {},
): SeenTarget<FunctionFacts> {
  return {
    arn,
    tag: null,
    ours: {},
    foreign: { count: 0, bytes: 2 },
    executionRole: null,
    ...overrides,
    facts: { isReadable: true, owner: null, frozenAliases: null, ...facts },
  };
}

const seen = (texts: object) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, { value: String(value) }]),
  );
const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

/** What is wrong with a request where nobody knows the account. */
const requestFindings = (request: RunRequest) => targetRequestFindings(request, null);

describe('What a function is to get', () => {
  const wanted = (request: RunRequest, source = aValueSource()) =>
    functionRules.wanted(aTargetContext({ request, source }));

  it('are the ids of the pools, of the web client, and the region', () => {
    expect(wanted(requestFor({}))).toEqual([{ id, kind: 'function', keys: ours }]);
  });

  it('is no identity pool where there is none', () => {
    const [target] = wanted(requestFor({}), aValueSource({ identityPoolId: null }));

    expect(Object.keys(target?.keys ?? {})).not.toContain('AUTH_STOREFRONT_IDENTITYPOOLID');
  });

  it('begins with the name of the app where no prefix is asked for', () => {
    const request = { ...requestFor({}), app: 'shop-2-go' };

    expect(Object.keys(wanted(request)[0]?.keys ?? {})[0]).toBe('AUTH_SHOP_2_GO_USERPOOLID');
  });

  it('is one target however often it is asked for, in the region of the pool, of its own, or of its ARN', () => {
    const targets = wanted(
      requestFor(
        {},
        { name: arn, prefix: 'USERS' },
        { region: 'us-east-1' },
        { name: `${arn}:live` },
      ),
    );

    expect(targets.map((target) => target.id)).toEqual([id, 'function:us-east-1:orders']);
    expect(Object.keys(targets[0]?.keys ?? {})).toEqual([
      ...Object.keys(ours),
      ...Object.keys(ours).map((name) => name.replace('AUTH_STOREFRONT', 'USERS')),
    ]);
  });
});

describe('What is wrong with functions in a request itself', () => {
  it('are two of one prefix', () => {
    expect(requestFindings(requestFor({}, { name: arn }))).toMatchObject([
      { code: 'FUNCTION_PREFIX_TAKEN', severity: 'error', facts: { links: [] } },
    ]);
    expect(requestFindings(requestFor({}, { prefix: 'USERS' }))).toEqual([]);
  });

  it('is an ARN of another account, or of a partition that is not that of its region', () => {
    const asked = (name: string, account: string | null) =>
      targetRequestFindings(requestFor({ name }), account);
    const elsewhere = arn.replace('111122223333', '444455556666');
    const inChina = arn.replace('arn:aws:', 'arn:aws-cn:');

    expect(asked(elsewhere, '111122223333')).toMatchObject([
      {
        code: 'FUNCTION_ELSEWHERE',
        severity: 'error',
        facts: { target: id, arn: elsewhere, account: '111122223333', partition: 'aws' },
      },
    ]);
    expect(asked(inChina, null)).toMatchObject([
      { code: 'FUNCTION_ELSEWHERE', facts: { account: null } },
    ]);
    expect(asked(elsewhere, null)).toEqual([]);
    expect(asked(arn, '111122223333')).toEqual([]);
    expect(asked('orders', '111122223333')).toEqual([]);
  });

  it('is a prefix that Lambda keeps for itself', () => {
    expect(requestFindings(requestFor({ prefix: 'AWS_USERS' }))).toMatchObject([
      { code: 'FUNCTION_PREFIX_RESERVED', severity: 'error' },
    ]);
  });
});

describe('The plan of a function', () => {
  it('writes what is missing and what stands there otherwise', () => {
    const { targets, findings } = planOf(
      { [id]: found(aFunction({ ours: seen({ AUTH_STOREFRONT_REGION: 'us-east-1' }) })) },
      { request: requestFor({}) },
    );

    expect(targets).toMatchObject([
      {
        target: id,
        change: 'write',
        keys: { AUTH_STOREFRONT_REGION: { before: { value: 'us-east-1' }, after: 'eu-west-1' } },
      },
    ]);
    expect(findings).toEqual([]);
  });

  it('keeps what stands there already', () => {
    const { targets } = planOf(
      { [id]: found(aFunction({ ours: seen(ours) })) },
      { request: requestFor({}) },
    );

    expect(targets).toMatchObject([{ change: 'keep', error: null }]);
  });

  it('leaves one that only has the name of the one that is meant, where nobody knew the account before', () => {
    const elsewhere = arn.replace('111122223333', '444455556666');

    const { targets, findings } = planOf(
      { [id]: found(aFunction()) },
      { request: requestFor({ name: elsewhere }) },
    );

    expect(findings).toMatchObject([
      {
        code: 'FUNCTION_ELSEWHERE',
        severity: 'warning',
        facts: { arn: elsewhere, account: '111122223333', namesake: arn },
      },
    ]);
    expect(targets).toMatchObject([{ change: 'leave', error: 'FUNCTION_ELSEWHERE' }]);
  });

  it('writes again what its last update did not bring into effect', () => {
    const { targets } = planOf(
      { [id]: found(aFunction({ ours: seen(ours), isStale: true })) },
      { request: requestFor({}) },
    );

    expect(targets).toMatchObject([{ change: 'write' }]);
  });

  it('says what of somebody else it replaces, and what of ours somebody has changed', () => {
    const secret = { sha256: '0'.repeat(64) };
    const reading = { [id]: found(aFunction({ ours: { AUTH_STOREFRONT_REGION: secret } })) };
    const request = requestFor({});
    const keys = { AUTH_STOREFRONT_REGION: { before: null, after: 'eu-west-1' } };
    const held = [aRecordedTarget({ keys })];

    const first = planOf(reading, { request });
    const later = planOf(reading, { request }, { held });

    const facts = { target: id, keys: ['AUTH_STOREFRONT_REGION'] };
    expect(first.findings).toMatchObject([{ code: 'TARGET_VALUE_REPLACED', facts }]);
    expect(later.findings).toMatchObject([{ code: 'TARGET_CHANGED', facts }]);
    expect(later.targets).toMatchObject([{ change: 'write' }]);
  });

  it('P2: leaves one that has no room, with used, needed and limit', () => {
    const foreign = { count: 60, bytes: 4_000 };

    const { targets, findings } = planOf(
      { [id]: found(aFunction({ foreign })) },
      { request: requestFor({}) },
    );

    const need = JSON.stringify(ours).length - '{}'.length + ','.length;
    expect(findings).toMatchObject([
      { code: 'FUNCTION_ENV_FULL', facts: { used: 4_000, need, limit: 4_096 } },
    ]);
    expect(targets).toMatchObject([{ change: 'leave', error: 'FUNCTION_ENV_FULL' }]);
  });

  it('fills the last byte of a function, and not one more', () => {
    const room = 4_096 - (JSON.stringify(ours).length - '{}'.length + ','.length);
    const planWith = (bytes: number) =>
      planOf(
        { [id]: found(aFunction({ foreign: { count: 1, bytes } })) },
        { request: requestFor({}) },
      );

    expect(codes(planWith(room).findings)).toEqual([]);
    expect(codes(planWith(room + 1).findings)).toEqual(['FUNCTION_ENV_FULL']);
  });

  it('P5: leaves one whose variables cannot be read, and is told who manages it and what serves it', () => {
    const facts: FunctionFacts = {
      isReadable: false,
      owner: { tool: 'CloudFormation', stack: 'orders-prod' },
      frozenAliases: [{ name: 'live', version: '3' }],
    };

    const { targets, findings } = planOf(
      { [id]: found(aFunction({ foreign: null }, facts)) },
      { request: requestFor({}) },
    );

    expect(codes(findings)).toEqual([
      'FUNCTION_ENV_UNREADABLE',
      'FUNCTION_OWNED_BY_STACK',
      'FUNCTION_ALIAS_OLDER',
    ]);
    expect(findings.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(targets).toMatchObject([{ change: 'leave', error: 'FUNCTION_ENV_UNREADABLE' }]);
  });

  it('P5: leaves names that another link writes, but not a function on which it writes others', () => {
    const planBeside = (...keys: string[]) =>
      planOf(
        { [id]: found(aFunction()) },
        { request: requestFor({}), otherLinks: { [id]: [{ label: 'storefront/dev', keys }] } },
      );

    expect(planBeside('AUTH_STOREFRONT_REGION').findings).toMatchObject([
      {
        code: 'FUNCTION_PREFIX_TAKEN',
        severity: 'warning',
        facts: { prefix: 'AUTH_STOREFRONT', links: ['storefront/dev'] },
      },
    ]);
    expect(planBeside('AUTH_BACKOFFICE_REGION').targets).toMatchObject([{ change: 'write' }]);
  });

  it('leaves one that is not there, that may not be read, or that its owner has not allowed', () => {
    const request = requestFor({});
    const allowList = {};

    expect(planOf({ [id]: notFound }, { request }).findings).toMatchObject([
      { code: 'FUNCTION_NOT_FOUND', facts: { name: 'orders', region: 'eu-west-1' } },
    ]);
    expect(
      planOf({ [id]: { status: 'denied', action: 'lambda:GetFunction' } }, { request }).findings,
    ).toMatchObject([{ code: 'TARGET_UNREADABLE', facts: { action: 'lambda:GetFunction' } }]);
    expect(planOf({ [id]: found(aFunction()) }, { request, allowList }).findings).toMatchObject([
      { code: 'TARGET_NOT_ALLOWED', facts: { arn, app: 'storefront', tag: null } },
    ]);
    expect(
      codes(planOf({ [id]: found(aFunction({ tag: 'any' })) }, { request, allowList }).findings),
    ).toEqual([]);
  });

  it('takes ours away from one that is not wanted any more, if nobody else has changed it', () => {
    const keys = { AUTH_STOREFRONT_REGION: { before: null, after: 'eu-west-1' } };
    const held = [aRecordedTarget({ keys })];
    const planSeeing = (value: string) =>
      planOf(
        { [id]: found(aFunction({ ours: seen({ AUTH_STOREFRONT_REGION: value }) })) },
        {},
        { held },
      );

    expect(planSeeing('eu-west-1').targets).toMatchObject([{ change: 'write', wanted: false }]);
    expect(planSeeing('us-east-1').targets).toMatchObject([{ change: 'keep', wanted: false }]);
    expect(planOf({ [id]: notFound }, {}, { held })).toEqual({ targets: [], findings: [] });
  });
});
