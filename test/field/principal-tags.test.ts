import { describe, expect, it } from '@jest/globals';

import type { Finding } from '../../src/contract/findings.ts';
import { accessDenied } from '../support/aws-world/aws-error.ts';
import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';
import { amr, aud, cognito, mendedBy } from '../support/builders/trust.ts';

/** A user pool whose users get a role by default, or that of their group. */
const base = '10a-classic-flow-with-mappings';
const identityPool = 'us-east-1:880736e6-c4fe-4b05-82a8-a0d4c8779718';
const provider = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_zbbbEK2Yi';
const roleOf = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

type Tags = Readonly<Record<string, string>>;

/** Maps claims to tags, as `SetPrincipalTagAttributeMap` does. */
function tagBy(world: AwsWorld, PrincipalTags: Tags, UseDefaults = false): void {
  for (const seeded of world.identityPools.pools.values()) {
    seeded.principalTags = { [provider]: { UseDefaults, PrincipalTags } };
  }
}

/** Lets identity pools tag the sessions of a role, besides or without its users. */
function editTrust(world: AwsWorld, name: string, edit: (statement: Statement) => object[]): void {
  const role = world.iam.roles.get(name);
  if (!role) throw new Error(`The case has no role ${name}.`);
  const { Statement, ...rest } = JSON.parse(role.trustPolicy);
  role.trustPolicy = JSON.stringify({ ...rest, Statement: edit(Statement[0]) });
}

type Statement = Readonly<Record<string, unknown>>;

const both = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'];

async function tagFindings(change: (world: AwsWorld) => void): Promise<readonly Finding[]> {
  const { findings } = await planOfCase(base, change);
  return findings.filter(({ code }) => code.startsWith('PRINCIPAL_TAGS_'));
}

describe('Principal tags of users whose roles do not allow the tagging of sessions', () => {
  it('are an error for each role that users get, and none for that of guests', async () => {
    const told = await tagFindings((world) => tagBy(world, { team: 'cognito:groups' }));

    expect(told).toEqual(
      ['AppAuth', 'AdminsRole'].map((name) =>
        expect.objectContaining({
          code: 'PRINCIPAL_TAGS_WITHOUT_TAG_SESSION',
          severity: 'error',
          subject: roleOf(name),
          message: `${identityPool} tags the sessions of its users with team, which ${roleOf(name)} does not allow: nobody whose token has cognito:groups gets its credentials.`,
        }),
      ),
    );
  });

  it('keep out everybody where every token has the claim of one', async () => {
    const [told] = await tagFindings((world) => tagBy(world, { plan: 'custom:plan', user: 'sub' }));

    expect(told?.message).toContain('does not allow: nobody gets its credentials.');
  });

  it('are mended by a trust policy that allows it to these users alone', async () => {
    const [told] = await tagFindings((world) => tagBy(world, { team: 'cognito:groups' }));
    const mended = JSON.parse(mendedBy(told)).Statement as unknown;

    expect(mended).toEqual([
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Federated: cognito },
        Action: 'sts:TagSession',
        Condition: {
          StringEquals: { [aud]: identityPool },
          'ForAnyValue:StringLike': { [amr]: 'authenticated' },
        },
      }),
      expect.objectContaining({ Action: 'sts:AssumeRoleWithWebIdentity' }),
    ]);
  });

  it('are gone once that policy stands', async () => {
    const [told] = await tagFindings((world) => tagBy(world, { team: 'cognito:groups' }));

    const left = await tagFindings((world) => {
      tagBy(world, { team: 'cognito:groups' });
      const role = world.iam.roles.get('AppAuth');
      if (role) role.trustPolicy = mendedBy(told);
    });

    expect(left.map(({ subject }) => subject)).toEqual([roleOf('AdminsRole')]);
  });

  it('stand in the trust policy that mends another fault of the role', async () => {
    const { findings } = await planOfCase(base, (world) => {
      tagBy(world, { team: 'cognito:groups' });
      editTrust(world, 'AppAuth', ({ Condition: _condition, ...statement }) => [
        statement,
      ]);
    });
    const wide = findings.find(({ code, subject }) =>
      [code.startsWith('TRUST_'), subject === roleOf('AppAuth')].every(Boolean),
    );

    expect(mendedBy(wide)).toContain('sts:TagSession');
  });

  it('are not mended by a policy where a Deny forbids it', async () => {
    const [told] = await tagFindings((world) => {
      tagBy(world, { team: 'cognito:groups' });
      editTrust(world, 'AppAuth', (statement) => [
        { ...statement, Action: both },
        { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession' },
      ]);
    });

    expect(told?.facts).toMatchObject({ role: roleOf('AppAuth'), corrected: null });
  });
});

describe('Default principal tags of which none is listed', () => {
  it('may not be there: a warning that names the roles of users which do not allow any', async () => {
    const { status, findings } = await planOfCase(base, (world) => {
      tagBy(world, {}, true);
      editTrust(world, 'AdminsRole', (statement) => [{ ...statement, Action: both }]);
    });

    expect(status).toBe('planned');
    expect(findings.filter(({ code }) => code.startsWith('PRINCIPAL_TAGS'))).toEqual([
      expect.objectContaining({
        code: 'PRINCIPAL_TAGS_UNKNOWN',
        severity: 'warning',
        subject: identityPool,
        facts: { identityPool, provider, roles: [roleOf('AppAuth')] },
      }),
    ]);
  });

  it('are no matter where the roles of users allow any', async () => {
    const told = await tagFindings((world) => {
      tagBy(world, {}, true);
      for (const name of ['AppAuth', 'AdminsRole']) {
        editTrust(world, name, (statement) => [{ ...statement, Action: both }]);
      }
    });

    expect(told).toEqual([]);
  });

  it('are judged by what is listed where something is', async () => {
    const told = await tagFindings((world) => tagBy(world, { user: 'sub' }, true));

    expect(told.map(({ facts }) => facts['tags'])).toEqual([['user'], ['user']]);
  });
});

describe('Principal tags', () => {
  const allowBoth = (world: AwsWorld) => {
    for (const name of ['AppAuth', 'AdminsRole']) {
      editTrust(world, name, (statement) => [{ ...statement, Action: both }]);
    }
  };

  it('are nothing to speak of where the roles allow them', async () => {
    const told = await tagFindings((world) => {
      tagBy(world, { user: 'sub', team: 'cognito:groups' });
      allowBoth(world);
    });

    expect(told).toEqual([]);
  });

  it('are not looked for where there are none', async () => {
    expect(await tagFindings(() => {})).toEqual([]);
  });

  it('are a warning where users can write what they are taken from', async () => {
    const told = await tagFindings((world) => {
      tagBy(world, { user: 'sub', tenant: 'profile', plan: 'custom:plan' });
      allowBoth(world);
    });

    expect(told).toEqual([
      expect.objectContaining({
        code: 'PRINCIPAL_TAGS_WRITABLE',
        severity: 'warning',
        facts: { identityPool, provider, tags: ['tenant'], claims: ['profile'] },
      }),
    ]);
  });

  it('are a warning by the list of a client that may write other attributes', async () => {
    const told = await tagFindings((world) => {
      tagBy(world, { tenant: 'profile', plan: 'custom:plan' });
      allowBoth(world);
      for (const { clients } of world.userPools.pools.values()) {
        for (const client of clients) client.WriteAttributes = ['custom:plan', 'email'];
      }
    });

    expect(told.map(({ facts }) => facts['claims'])).toEqual([['custom:plan']]);
  });

  it('that nobody may read are said to be not judged, and the run goes on', async () => {
    const result = await planOfCase(base, (world) => {
      tagBy(world, { team: 'cognito:groups' });
      world.faults.fail('cognito-identity:GetPrincipalTagAttributeMap', accessDenied());
    });

    expect(result.status).toBe('planned');
    expect(result.findings).toContainEqual(
      expect.objectContaining({ code: 'PRINCIPAL_TAGS_NOT_JUDGED', severity: 'info' }),
    );
  });

  it.each([
    ['a stand-in for AWS does not know the call', 'UnknownOperationException'],
    ['the identity pool knows no map for the provider', 'ResourceNotFoundException'],
    ['the service takes the provider for none of the pool', 'InvalidParameterException'],
  ])('are none where %s', async (_, name) => {
    const result = await planOfCase(base, (world) => {
      const unknown = Object.assign(new Error('unknown'), { name });
      world.faults.fail('cognito-identity:GetPrincipalTagAttributeMap', unknown);
    });

    expect(result.status).toBe('planned');
    expect(JSON.stringify(result.findings)).not.toContain('PRINCIPAL_TAGS');
  });
});
