import { describe, expect, it } from '@jest/globals';

import type { UserError } from '../../src/contract/errors/user-error.ts';
import { errors } from '../support/errors.ts';

const cause = new Error('the original');
const samples = [
  new errors.InvalidRequest('No.', 'Mend it.', { cause }),
  new errors.ImportRefused('No.', 'Mend it.', { cause }),
  new errors.LinkBusy('storefront/prod', 'owner'),
  new errors.LeaseLost('storefront/prod'),
  new errors.LeaseLost('storefront/prod', 'in a write'),
  new errors.FolderLocked('/store/.state/locks/a.lock', 'process 7'),
  new errors.PlanChanged('No.', { cause }),
  new errors.UndoIncomplete('No.', ['aws iam one', 'aws iam two'], { cause }),
  new errors.UndoUnavailable(new errors.UndoIncomplete('No.', [], { cause })),
  new errors.PushIncomplete('No.', 'storefront', 'prod'),
  new errors.FunctionUpdateFailed('orders', 'InvalidSubnet'),
  new errors.BuildFailed('hosting:eu-west-1:d1:main', 'failed', 'https://console'),
  new errors.TargetContested('hosting:eu-west-1:d1'),
  new errors.TargetUnanswered('parameters'),
  new errors.LinkNotRecorded('storefront/prod'),
  new errors.RunOutdated('storefront/prod', 'it was removed since'),
  new errors.RemovalRefused('No.', 'Mend it.'),
  new errors.RemovalIncomplete('No.', 'amplify-import remove --app storefront --env prod'),
  new errors.NotPublished('No.', 'Import it.', { cause }),
  new errors.LinkRemoved('storefront/prod', 4),
  new errors.PoolsDiffer('Two pools.'),
  new errors.AccessDenied('iam:GetRole', 'arn:aws:iam::111122223333:role/Auth', { cause }),
  new errors.AwsRefused(
    'iam:PutRolePolicy',
    'arn:aws:iam::111122223333:role/Auth',
    { reason: 'LimitExceeded', text: 'Maximum policy size of 10240 bytes exceeded.' },
    { cause },
  ),
  new errors.CredentialsMissing('iam:GetRole', { cause }),
  new errors.CredentialsMissing('iam:GetRole', { why: 'they have expired', cause }),
  new errors.ProfileMissing('prod', [], { cause }),
  new errors.ProfileMissing('prod', ['dev'], { cause }),
  new errors.RegionMissing('s3:GetBucketLocation', { cause }),
  new errors.EndpointUnknown('aws.localhost', { cause }),
  new errors.RegionUnknown('eu-west-9', { cause }),
  new errors.StackMissing(null, 'eu-west-1', { cause }),
  new errors.StackMissing('111122223333', 'eu-west-1', { cause }),
  new errors.FileRefused('/store/a.json', 'the disk is full', 'Make room.', { cause }),
  new errors.ResourceMissing('The role', { cause }),
  new errors.AwsUnavailable('Throttled.', { cause }),
  new errors.AwsFault('No.', { cause }),
  new errors.StateDataFault('No.', { cause }),
  new errors.TaskTimedOutFault('States.Timeout'),
  new errors.WorkflowFault('States.Permissions: No role.'),
  new errors.PolicyFault('No.', { cause }),
  new errors.ClientConfigFault('No.', { cause }),
  new errors.StoreFault('No.', { cause }),
];
const userErrors = samples.filter((error) => error instanceof errors.UserError);
const faults = samples.filter((error) => error instanceof errors.Fault);
const named = (error: Error) => [error.constructor.name, error] as const;

/** The classes that can be thrown: all but the two families. */
const classes = Object.values(errors)
  .filter((value) => typeof value === 'function')
  .map(({ name }) => name)
  .filter((name) => !['UserError', 'Fault'].includes(name));

describe('The errors of the contract', () => {
  it('are all looked at here, each in one family', () => {
    expect([...new Set(samples.map(({ constructor }) => constructor.name))].toSorted()).toEqual(
      classes.toSorted(),
    );
    expect(userErrors.length + faults.length).toBe(samples.length);
  });

  it.each(samples.map(named))(
    '%s has its class name as its name, which the machine matches',
    (name, error) => {
      expect(error.name).toBe(name);
      expect(Object.hasOwn(error, 'name')).toBe(true);
    },
  );

  it.each(samples.filter((error) => error.cause !== undefined).map(named))(
    '%s keeps what caused it',
    (_, error) => {
      expect(error.cause).toBe(cause);
    },
  );
});

describe('An error of the world of its user', () => {
  it.each(userErrors.map(named))('%s says what to do, and has no suffix', (name, error) => {
    const { resolution, message } = error as UserError;

    expect(name).not.toMatch(/(Fault|Error|Exception)$/);
    expect(resolution).toMatch(/\S/);
    expect(message.endsWith(` ${resolution}`)).toBe(true);
  });

  it('lists the commands that undo by hand, each on its line', () => {
    const [incomplete] = samples.filter((error) => error instanceof errors.UndoIncomplete);

    expect(incomplete?.message.split('\n').slice(1)).toEqual(['aws iam one', 'aws iam two']);
  });

  it('names the missing action', () => {
    const [denied] = samples.filter((error) => error instanceof errors.AccessDenied);

    expect(denied).toMatchObject({ action: 'iam:GetRole' });
    expect(denied?.message).toContain('Allow iam:GetRole on it');
  });
});

describe('A fault of ours', () => {
  it.each(faults.map(named))(
    '%s ends in Fault, but for the two names that say "retry me"',
    (name) => {
      expect(name.endsWith('Unavailable') || name.endsWith('Fault')).toBe(true);
    },
  );
});

describe('The errors before any write', () => {
  it('are errors of the user, of these names', () => {
    const names = userErrors.map(({ name }) => name);

    expect(errors.refusals).toEqual([
      'InvalidRequest',
      'ImportRefused',
      'RemovalRefused',
      'LinkBusy',
      'PlanChanged',
      'PoolsDiffer',
      'LinkNotRecorded',
    ]);
    expect(names).toEqual(expect.arrayContaining([...errors.refusals]));
  });
});

describe('The errors of a fetch that finds nothing', () => {
  it('are errors of the user, and refuse nothing', () => {
    expect(userErrors.map(({ name }) => name)).toEqual(
      expect.arrayContaining([...errors.absences]),
    );
    expect(errors.absences.filter((name) => errors.refusals.includes(name))).toEqual([]);
  });
});
