import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { pacedCognito } from '../../../src/procedures/account/paced-cognito.ts';
import { pacing } from '../../../src/procedures/pacing.ts';
import type { Cognito, IdentityPools, UserPools } from '../../../src/procedures/account/port.ts';

/**
 * What the guide allows in a second, and which calls count for it (Cognito guide, "Quotas in Amazon
 * Cognito").
 */
const categories = [
  { allowed: 15, methods: ['list', 'userPool'] },
  { allowed: 15, methods: ['clients', 'client'] },
  { allowed: 20, methods: ['mfa', 'identityProviders', 'identityProvider', 'groups', 'group'] },
] as const satisfies readonly { allowed: number; methods: readonly (keyof UserPools)[] }[];

type Call = { readonly method: string; readonly pool: string; readonly at: number };
const calls: Call[] = [];

/** A port that notes its calls and answers nothing that anybody looks at. */
const noting = <Port extends UserPools | IdentityPools>(...methods: (keyof Port & string)[]) =>
  Object.fromEntries(
    methods.map((method) => [
      method,
      async (pool: string) => calls.push({ method, pool, at: Date.now() }),
    ]),
  ) as unknown as Port;

const cognito: Cognito = {
  userPools: noting<UserPools>(...categories.flatMap(({ methods }) => [...methods])),
  identityPools: noting<IdentityPools>('list', 'identityPool', 'roles'),
};

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  calls.length = 0;
});

afterEach(() => {
  jest.useRealTimers();
});

const mostInASecond = (times: readonly number[]) =>
  Math.max(...times.map((at) => times.filter((t) => t >= at && t < at + 1_000).length));

const pace = () => pacing((ms) => new Promise((resolve) => setTimeout(resolve, ms)));

describe('Cognito that is paced', () => {
  it.each(categories)(
    'W-21: sees at most two thirds of its $allowed calls of $methods in a second',
    async ({ allowed, methods }) => {
      const { userPools } = pacedCognito(cognito, pace());
      for (let pool = 0; pool < 40; pool += 1)
        for (const method of methods) void userPools[method](`eu-west-1_${pool}`, 'name');

      await jest.advanceTimersByTimeAsync(60_000);

      expect(calls).toHaveLength(40 * methods.length);
      expect(mostInASecond(calls.map(({ at }) => at))).toBe(Math.floor((allowed * 2) / 3));
    },
  );

  it.each(['client', 'clients', 'mfa', 'identityProvider', 'groups', 'group'] as const)(
    'W-21: sees at most three calls of %s for one pool in a second, where five are allowed',
    async (method) => {
      const { userPools } = pacedCognito(cognito, pace());
      for (let index = 0; index < 12; index += 1) void userPools[method]('eu-west-1_A', `${index}`);

      await jest.advanceTimersByTimeAsync(10_000);

      expect(calls).toHaveLength(12);
      expect(mostInASecond(calls.map(({ at }) => at))).toBe(3);
    },
  );

  it('sees ten calls of an operation on identity pools, whose rates nobody publishes', async () => {
    const { identityPools } = pacedCognito(cognito, pace());
    for (let index = 0; index < 50; index += 1) void identityPools.identityPool(`${index}`);

    await jest.advanceTimersByTimeAsync(10_000);

    expect(calls).toHaveLength(50);
    expect(mostInASecond(calls.map(({ at }) => at))).toBe(10);
  });
});
