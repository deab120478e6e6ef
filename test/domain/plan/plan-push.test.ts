import { describe, expect, it } from '@jest/globals';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import type { PlanInput } from '../../../src/domain/plan/plan-input.ts';
import { userPoolId } from '../../support/builders/ids.ts';
import { planInput, userPoolSlice } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';

const orders = { name: 'orders', region: null, access: ['getUser'], prefix: null };
const arn = `arn:aws:cognito-idp:eu-west-1:111122223333:userpool/${userPoolId}`;

/** The plan of a request that gives a function access, deployed. */
function planWith(overrides: Partial<PlanInput> = {}, allowTag?: string) {
  const input = planInput({
    request: aRequest({ functions: [orders] }),
    allowList: {},
    userPool: userPoolSlice(allowTag === undefined ? {} : { allowTag }),
    ...overrides,
  });
  return makePlan({ ...input, targets: { ...input.targets, account: '111122223333' } });
}

describe('Access to the users of a pool', () => {
  it('needs the word of its owner: the tag of the pool', () => {
    expect(planWith({}, 'backoffice').findings).toContainEqual(
      expect.objectContaining({
        code: 'FUNCTION_ACCESS_POOL_NOT_ALLOWED',
        facts: {
          userPool: arn,
          app: 'storefront',
          tag: 'backoffice',
          functions: ['function:eu-west-1:orders'],
        },
      }),
    );
    expect(planWith({}, 'storefront').published).toMatchObject({ accessAllowed: true });
  });

  it('or its ARN in the list of the stack; in process nobody is asked', () => {
    for (const allowList of [{ storefront: [arn] }, null]) {
      expect(planWith({ allowList }).published).toMatchObject({
        userPoolArn: arn,
        accessAllowed: true,
      });
    }
    expect(planWith({ allowList: { backoffice: [arn] } }).published).toMatchObject({
      accessAllowed: false,
    });
  });
});
