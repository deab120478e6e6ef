import { describe, expect, test } from '@jest/globals';
import { fullRequest, runOnce, storedTexts } from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { bucketName } from '../support/builders/ids.ts';
import { link } from '../support/builders/link.ts';
import { hostedUi } from './message-worlds.ts';

/** Objects in objects, or lists in lists. */
function nested(levels: number, around: (inner: unknown) => unknown): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = around(value);
  return value;
}

const shapes = {
  objects: (inner: unknown) => ({ a: inner }),
  lists: (inner: unknown) => [inner],
};

describe('An input that is larger than any request', () => {
  test.each(Object.entries(shapes))(
    'of %s without end is refused by every machine',
    async (_, around) => {
      sampleAccount();
      const deep = nested(20_000, around);

      const imported = await runOnce({ ...fullRequest, grants: deep });
      const ends = [
        (await pushOnce({ ...link, only: deep })).end,
        (await removeOnce({ ...link, expectPlan: deep })).end,
      ];

      expect(imported).toMatchObject({ status: 'refused', error: { name: 'InvalidRequest' } });
      expect(imported.error?.message).toContain('a run takes 50 levels at most');
      expect(ends).toEqual(
        ends.map(() => expect.objectContaining({ status: 'FAILED', error: 'InvalidRequest' })),
      );
    },
  );

  test('is refused with its size and what is taken at most', async () => {
    sampleAccount();
    const paths = Object.fromEntries(
      Array.from({ length: 4_000 }, (_, index) => [`a${index}/*`, { authenticated: ['read'] }]),
    );
    const grants = { storage: [{ bucket: bucketName, paths }] };

    const { status, error } = await runOnce({ ...fullRequest, grants });

    expect(status).toBe('refused');
    expect(error?.name).toBe('InvalidRequest');
    expect(error?.message).toMatch(
      /^With its defaults the request has \d{6} bytes; a run takes 250000 at most\./,
    );
  });

  test('of mistakes is refused for them, though it would not fit into state data', async () => {
    sampleAccount();
    const unknown = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`unknown-key-${index}`, 1]),
    );

    const { error } = await runOnce({ ...fullRequest, ...unknown });

    expect(error?.name).toBe('InvalidRequest');
    expect(error?.message).toContain('20000 fields are at fault');
  });
});

describe('A client with as many addresses as Cognito takes', () => {
  test('is imported with all of them', async () => {
    const world = sampleAccount();
    const addresses = (kind: string) =>
      Array.from({ length: 100 }, (_, index) =>
        `https://example.com/${kind}/${index}/`.padEnd(1_000, 'x'),
      );
    hostedUi(world, { CallbackURLs: addresses('in'), LogoutURLs: addresses('out') });

    const result = await runOnce(fullRequest);

    const told = (prefix: string) =>
      ['in', 'out'].map((kind) =>
        Object.values(storedTexts(world, prefix)).some((text) => text.includes(`/${kind}/99/x`)),
      );
    expect(result.status).toBe('published');
    expect([told('config/'), told('reports/')]).toEqual([
      [true, true],
      [true, true],
    ]);
  });
});
