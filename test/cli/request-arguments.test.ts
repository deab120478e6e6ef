import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/cli/commands.ts';
import { namesNoRequest, requestKeys, withKeys } from '../../src/cli/request-arguments.ts';
import { requestSchema } from '../../src/contract/request.ts';

const link = { app: 'storefront', env: 'prod' };
const hash = `sha256:${'0'.repeat(64)}`;

describe('An option that speaks for a key of the request', () => {
  it('has the name of that key, on "run" and on "start"', () => {
    const keys = Object.keys(requestSchema().shape);

    expect(Object.keys(requestKeys).filter((name) => !keys.includes(name))).toEqual([]);
    expect(commands.run.options).toMatchObject(requestKeys);
    expect(Object.keys(commands.start.options)).toEqual(
      expect.arrayContaining(Object.keys(requestKeys)),
    );
  });

  it('takes the place of what a file says', () => {
    const given = { env: 'dev', userPoolId: 'eu-west-1_New', expectPlan: hash, adopt: true };

    expect(withKeys({ ...link, userPoolId: 'eu-west-1_Old', grants: {} }, given)).toEqual({
      ...link,
      ...given,
      grants: {},
    });
  });

  it('changes nothing where it is not given', () => {
    const given = { app: null, env: null, mode: null, adopt: false };

    expect(withKeys({ ...link, mode: 'plan', adopt: true }, given)).toEqual({
      ...link,
      mode: 'plan',
      adopt: true,
    });
  });

  it('can be the whole request, which needs no file then', () => {
    expect(withKeys({}, { ...link, userPoolId: 'eu-west-1_New' })).toEqual({
      ...link,
      userPoolId: 'eu-west-1_New',
    });
    expect(namesNoRequest({ ...link, request: null })).toBeNull();
  });

  it.each([
    ['nothing', { app: null, env: null }],
    ['an app alone', { app: 'storefront', env: null }],
    ['an environment alone', { app: null, env: 'prod' }],
  ])('does not say enough: %s', (_, named) => {
    expect(namesNoRequest({ ...named, request: null })).toContain('--app and --env');
    expect(namesNoRequest({ ...named, request: 'request.json' })).toBeNull();
  });

  it.each([
    ['the option', { env: 'dev' }, undefined, '--env goes with a request, not with an event.'],
    ['who plans', { mode: 'plan' }, 'A bridge', 'A bridge goes with a request, not with an event.'],
  ] as const)('is refused beside an event, by the name of %s', (_, given, by, complaint) => {
    const event = { 'detail-type': 'Auth Import Requested', detail: link };

    expect(() => withKeys(event, given, by)).toThrow(complaint);
    expect(withKeys(event, {})).toEqual(event);
  });

  it.each([[[link]], ['text'], [null]])('leaves to the run what is no request: %j', (input) => {
    expect(withKeys(input, { env: 'dev' })).toEqual(input);
  });
});
