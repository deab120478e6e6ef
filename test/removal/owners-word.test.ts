import { beforeEach, describe, expect, it } from '@jest/globals';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import {
  linkItemOf,
  policiesOf,
  stackServices,
  storedTexts,
} from '../support/aws-world/import-runs.ts';
import { actionsOf } from '../support/aws-world/recorded-call.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { leftOf, nothingLeft, pushedAccount } from '../support/aws-world/removed-account.ts';
import { roleAt, type SampleAccount } from '../support/aws-world/sample-account.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';

let world: SampleAccount;
const deployed = (allowList = {}) => ({
  services: stackServices({ wait: async () => undefined, allowList }),
});
/** Everything that people and apps see of the link. */
const standing = () => ({
  policies: policiesOf(world),
  config: storedTexts(world),
  parameters: [...world.parameterStore.parameters],
});

beforeEach(async () => {
  world = await pushedAccount();
  roleAt(world, authRoleArn).tags = { 'amplify-import': 'storefront' };
});

describe('A role whose owner has taken their word back', () => {
  it('refuses the removal with the command, before anything is removed', async () => {
    const before = standing();

    const { end, result } = await removeOnce(link, deployed());

    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalRefused' });
    expect(result).toMatchObject({
      status: 'refused',
      findings: [
        {
          code: 'RESOURCE_NOT_ALLOWED',
          subject: guestRoleArn,
          command: expect.stringContaining('aws iam tag-role --role-name CognitoGuest'),
        },
      ],
    });
    expect(standing()).toEqual(before);
    expect(linkItemOf(world)).toMatchObject({ removed: null, lease: { owner: null } });
    expect(world.eventBridge.events).toEqual([]);
  });

  it.each([
    ['its tag', {}, { 'amplify-import': 'storefront' }],
    ['the list of the stack', { storefront: [guestRoleArn] }, {}],
  ])('lets it go on by %s', async (_, allowList, tags) => {
    roleAt(world, guestRoleArn).tags = tags;

    const { end } = await removeOnce(link, deployed(allowList));

    expect(end.status).toBe('SUCCEEDED');
    expect(leftOf(world)).toMatchObject(nothingLeft);
  });

  it('is not asked in process, where the rights of the caller decide', async () => {
    const { end } = await removeOnce();

    expect(end.status).toBe('SUCCEEDED');
  });
});

describe('A read that is denied', () => {
  it.each(['GetRolePolicy', 'GetRole'])(
    'of %s refuses the removal, before anything is removed',
    async (action) => {
      roleAt(world, guestRoleArn).tags = { 'amplify-import': 'any' };
      const before = standing();
      world.faults.fail({ action, input: { RoleName: 'CognitoGuest' } }, accessDenied());

      const { end, result } = await removeOnce(link, deployed());

      expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalRefused' });
      expect(result?.findings).toMatchObject([
        { code: 'READ_DENIED', subject: guestRoleArn, facts: { action: `iam:${action}` } },
      ]);
      expect(standing()).toEqual(before);
    },
  );
});

describe('A write that is denied', () => {
  it('of one policy keeps no other from going; what is left is told with its error', async () => {
    world.faults.fail(
      { action: 'DeleteRolePolicy', input: { RoleName: 'CognitoGuest' } },
      accessDenied(),
    );

    const { end, result } = await removeOnce();

    expect(end).toMatchObject({ status: 'FAILED', error: 'RemovalIncomplete' });
    expect(result?.roles).toMatchObject([
      { role: guestRoleArn, status: 'failed', error: { name: 'AccessDenied' } },
      { role: authRoleArn, status: 'removed' },
    ]);
    expect(linkItemOf(world)?.ledger.map(({ roleArn }) => roleArn)).toEqual([guestRoleArn]);
    expect(actionsOf(world.calls)).toContain('iam:DeleteRolePolicy');
  });
});
