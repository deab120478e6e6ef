import { describe, expect, it } from '@jest/globals';

import type { AwsWorld } from '../support/aws-world/aws-world.ts';
import { planOfCase } from '../support/aws-world/field-account.ts';

/** Cases from the field about the classic flow, which Cognito refuses where there are role mappings. */
const withMappings = '10a-classic-flow-with-mappings';

const stream = 'arn:aws:kinesis:us-east-1:123456789012:stream/clicks';
const clicksOfGuests = { grants: { analytics: [{ stream, authenticated: true, guest: true }] } };

type Setting = { readonly classic: boolean; readonly mappings: boolean };

function setPool(world: AwsWorld, { classic, mappings }: Setting): void {
  for (const seeded of world.identityPools.pools.values()) {
    seeded.pool.AllowClassicFlow = classic;
    if (!mappings) seeded.roleMappings = {};
  }
  world.kinesis.streams.put('us-east-1', 'clicks', { StreamARN: stream, EncryptionType: 'NONE' });
}

/** What a case is told of guests who are granted a stream. */
async function outOfScope(setting: Setting) {
  const { findings } = await planOfCase(
    withMappings,
    (world) => setPool(world, setting),
    (request) => ({ ...request, ...clicksOfGuests }),
  );
  return findings.filter(({ code }) => code === 'GUEST_OUT_OF_SCOPE');
}

describe('The classic flow of an identity pool with role mappings', () => {
  it('is nothing to speak of, as Cognito refuses it', async () => {
    const { findings } = await planOfCase(withMappings);

    expect(findings.map(({ code }) => code)).not.toContain('CLASSIC_FLOW_ENABLED');
    expect(JSON.stringify(findings)).not.toMatch(/classic/i);
  });

  it('is told again once the mappings are gone', async () => {
    const { findings } = await planOfCase(withMappings, (world) =>
      setPool(world, { classic: true, mappings: false }),
    );

    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'CLASSIC_FLOW_ENABLED', severity: 'warning' }),
    );
  });
});

describe('What guests can use by the classic flow only', () => {
  it.each([true, false])('is for signed-in users alone with role mappings: %s', async (classic) => {
    const told = await outOfScope({ classic, mappings: true });

    expect(told).toEqual([
      expect.objectContaining({
        resolution: 'Grant it to signed-in users only.',
        facts: expect.objectContaining({ classicFlow: 'refused' }),
      }),
    ]);
  });

  it.each([
    ['works', true, 'Or let the app get the credentials of guests by the classic flow'],
    ['off', false, 'Or switch on the classic flow'],
  ])('may be had where it %s, at a price', async (classicFlow, classic, advice) => {
    const [told] = await outOfScope({ classic, mappings: false });

    expect(told?.facts).toMatchObject({ classicFlow });
    expect(told?.resolution).toContain(advice);
    expect(told?.resolution).toContain('every caller may take any role');
  });
});
