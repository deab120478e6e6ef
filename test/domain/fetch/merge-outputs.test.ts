import { describe, expect, it } from '@jest/globals';
import { PoolsDiffer } from '../../../src/contract/errors/fetch-errors.ts';
import { renderAmplifyOutputs } from '../../../src/domain/config/amplify-outputs.ts';
import { isOutputs, mergeOutputs } from '../../../src/domain/fetch/merge-outputs.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { clientConfig } from '../../support/builders/settings.ts';

type Tree = Record<string, unknown>;

const ours = renderAmplifyOutputs(clientConfig());
const own = JSON.parse(ours) as Tree & { version: string };
const otherUserPool = 'eu-west-1_OtherPool';
const otherIdentityPool = 'eu-west-1:99999999-2222-4333-8444-555555555555';

const textOf = (outputs: Tree) => `${JSON.stringify(outputs, null, 2)}\n`;
const merge = (existing: Tree, config: Tree = own) => {
  const merged = mergeOutputs(textOf(existing), textOf(config));
  return { ...merged, outputs: JSON.parse(merged.text) as Tree };
};

describe('A merge of our outputs into a file', () => {
  it('puts our auth in the place of the one that was there', () => {
    const theirs = { user_pool_id: userPoolId, user_pool_client_id: 'old', groups: [] };

    const { outputs, taken } = merge({ version: own.version, auth: theirs, data: { url: 'x' } });

    expect(outputs).toEqual({ ...own, data: { url: 'x' } });
    expect(Object.keys(outputs).slice(0, 3)).toEqual(['version', 'auth', 'data']);
    expect(taken).toContain('auth');
  });

  it('gives auth to a file that has none', () => {
    const { outputs } = merge({ version: own.version, notifications: { aws_region: 'eu-west-1' } });

    expect(outputs).toMatchObject({ auth: own['auth'], notifications: expect.anything() });
  });

  it('takes a section that the file lacks, and leaves one that it has, and says so', () => {
    const config = { ...own, storage: { bucket_name: 'ours' }, geo: { aws_region: 'x' } };

    const { outputs, taken, kept } = merge(
      { version: own.version, storage: { bucket_name: 'theirs' } },
      config,
    );

    expect(outputs).toMatchObject({ storage: { bucket_name: 'theirs' }, geo: { aws_region: 'x' } });
    expect({ taken, kept }).toEqual({ taken: ['auth', 'geo'], kept: ['storage'] });
  });

  it('tells nothing of a section that is the same in both', () => {
    const storage = { aws_region: 'eu-west-1', bucket_name: 'acme' };

    const { kept, taken } = merge(
      { version: own.version, storage: { bucket_name: 'acme', aws_region: 'eu-west-1' } },
      { version: own.version, auth: own['auth'], storage },
    );

    expect({ taken, kept }).toEqual({ taken: ['auth'], kept: [] });
  });

  it('takes each key of custom that the file lacks, and keeps those that it has', () => {
    const custom = { API: { items: { endpoint: 'ours' } }, saml: ['CorpAD'], stage: 'ours' };

    const { outputs, taken, kept } = merge(
      { version: own.version, custom: { stage: 'theirs', own: { deep: [1, { a: '}' }] } } },
      { version: own.version, auth: own['auth'], custom },
    );

    expect(outputs['custom']).toEqual({
      stage: 'theirs',
      own: { deep: [1, { a: '}' }] },
      API: custom.API,
      saml: custom.saml,
    });
    expect(taken).toEqual(['auth', 'custom.API', 'custom.saml']);
    expect(kept).toEqual(['custom.stage']);
  });

  it.each([
    ['1', '1.5', '1.5'],
    ['1.4', '1.5', '1.5'],
    ['1.5', '1.4', '1.5'],
    ['1.9', '1.10', '1.10'],
  ])('of version %s and ours of %s is of version %s', (theirs, mine, version) => {
    const { outputs } = merge({ version: theirs }, { ...own, version: mine });

    expect(outputs['version']).toBe(version);
  });

  it('of a merged file changes nothing any more', () => {
    const once = merge({ version: '1.3', data: { url: 'x' }, custom: { a: 1 } });

    const again = mergeOutputs(once.text, ours);

    expect(again.text).toBe(once.text);
  });
});

describe('A text', () => {
  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no version', '{"auth":{"user_pool_id":"x"}}'],
    ['a number as version', '{"version":1.5}'],
    ['another version', '{"version":"2"}'],
    ['auth of another kind', '{"version":"1.5","auth":[]}'],
  ])('is no outputs with %s', (_, text) => {
    expect(isOutputs(text)).toBe(false);
  });
});

describe('A file of other pools', () => {
  const refusal = (auth: Tree, config: Tree = own): Error => {
    try {
      merge({ version: own.version, auth }, config);
    } catch (error) {
      return error as Error;
    }
    throw new Error('It was merged.');
  };

  it('is refused with both user pools', () => {
    const error = refusal({ user_pool_id: otherUserPool, identity_pool_id: identityPoolId });

    expect(error).toBeInstanceOf(PoolsDiffer);
    expect(error.message).toMatch(
      `The user pool of the file is ${otherUserPool}, of the config ${userPoolId}.`,
    );
  });

  it('is refused with both identity pools', () => {
    const error = refusal({ user_pool_id: userPoolId, identity_pool_id: otherIdentityPool });

    expect(error.message).toMatch(
      `The identity pool of the file is ${otherIdentityPool}, of the config ${identityPoolId}.`,
    );
  });

  it('is refused by every pool that differs', () => {
    const error = refusal({ user_pool_id: otherUserPool, identity_pool_id: otherIdentityPool });

    for (const id of [otherUserPool, otherIdentityPool, userPoolId, identityPoolId]) {
      expect(error.message).toContain(id);
    }
  });

  it('is one with an identity pool, when our config has none', () => {
    const auth = { user_pool_id: userPoolId, user_pool_client_id: webClientId };

    const error = refusal({ ...auth, identity_pool_id: otherIdentityPool }, { version: '1', auth });

    expect(error.message).toMatch(`${otherIdentityPool}, of the config none.`);
  });

  it('is not one without an identity pool: ours is added', () => {
    const { outputs } = merge({ version: '1', auth: { user_pool_id: userPoolId } });

    expect(outputs['auth']).toEqual(own['auth']);
  });
});
