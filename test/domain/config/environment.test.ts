import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import {
  environmentOf,
  idFiles,
  linkIdsOf,
  renderEnvironment,
} from '../../../src/domain/config/environment.ts';
import { renderFiles } from '../../../src/domain/config/files.ts';
import {
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';
import { authSettings, clientConfig, clientSettings } from '../../support/builders/settings.ts';
import { runs } from '../../support/counts.ts';

const ids = {
  userPoolId: 'eu-west-1_AbCdEfGhI',
  webClientId: '1h57kf5cpq17m0eml12EXAMPLE',
  nativeClientId: '2h57kf5cpq17m0eml12EXAMPLE',
  identityPoolId: 'eu-west-1:12345678-1234-1234-1234-123456789012',
};

describe('The variables of a build', () => {
  it('are those by which Amplify Hosting takes over auth', () => {
    expect(renderEnvironment(environmentOf(ids))).toBe(
      [
        'AMPLIFY_USERPOOL_ID=eu-west-1_AbCdEfGhI',
        'AMPLIFY_WEBCLIENT_ID=1h57kf5cpq17m0eml12EXAMPLE',
        'AMPLIFY_NATIVECLIENT_ID=2h57kf5cpq17m0eml12EXAMPLE',
        'AMPLIFY_IDENTITYPOOL_ID=eu-west-1:12345678-1234-1234-1234-123456789012',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['both pools', {}, identityPoolId],
    ['a user pool alone', { identity: null }, null],
  ])('are known from the published files of %s', (_, overrides, expected) => {
    const auth = authSettings({ native: clientSettings({ id: nativeClientId }) });
    const files = renderFiles(clientConfig({ auth, ...overrides }));
    const textOf = (path: string) => files.find((file) => file.path === path)?.content ?? '';

    const [outputs, native] = idFiles;

    expect(linkIdsOf({ [outputs]: textOf(outputs), [native]: textOf(native) })).toEqual({
      userPoolId,
      webClientId,
      nativeClientId,
      identityPoolId: expected,
    });
  });

  it.each([
    ['a line break in an id', `${userPoolId}\nNODE_OPTIONS=--require /tmp/x`],
    ['a blank in an id', 'eu-west-1_Ab CdEfGhI'],
    ['an id of another kind', 'pool'],
  ])('are not made of files with %s', (_, id) => {
    const [outputs, native] = idFiles;
    const auth = { user_pool_id: id, user_pool_client_id: webClientId };

    const known = linkIdsOf({
      [outputs]: JSON.stringify({ auth }),
      [native]: JSON.stringify({ CognitoUserPool: { Default: { AppClientId: nativeClientId } } }),
    });

    expect(known).toBeNull();
  });

  it('name no identity pool for a user pool alone', () => {
    const variables = environmentOf({ ...ids, identityPoolId: null });

    expect(Object.keys(variables)).not.toContain('AMPLIFY_IDENTITYPOOL_ID');
  });

  it('are what a shell and Node make of the lines', () => {
    const value = 'a $(touch x) `id` "b" # c';
    const lines = renderEnvironment({ VALUE: value });

    const script = `${lines}printf %s "$VALUE"`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value);
    expect(parseEnv(lines)).toEqual({ VALUE: value });
  });

  const special = Array.from(`a$\`"'\\#; \n()&|<*~`);
  it('run nothing, whatever a value holds', () => {
    const values = fc.string({ unit: fc.constantFrom(...special) });
    fc.assert(
      fc.property(values, (value) => {
        const script = `${renderEnvironment({ VALUE: value })}printf %s "$VALUE"`;

        expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value);
      }),
      runs(60),
    );
  });
});
