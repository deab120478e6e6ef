import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SampleAccount } from '../support/aws-world/sample-account.ts';
import { aParameter } from '../support/aws-world/ssm.ts';
import { everythingTold } from '../support/aws-world/target-pushes.ts';
import { folder, givenBack, pushed, removed, standing, targetIn } from './pushed-account.ts';

const secret = 'hunter2-hunter2-hunter2';
let world: SampleAccount;

beforeEach(async () => {
  world = await pushed();
});

describe('The parameters of a link that is removed', () => {
  it('are deleted by their names, in one call, and those of others below the same name stay', async () => {
    await removed();

    const deletes = world.calls.filter(({ action }) => action === 'DeleteParameters');
    expect(deletes.map(({ input }) => input['Names'])).toEqual([
      [`${folder}/config`, `${folder}/user-pool-id`],
    ]);
    expect(standing(world).parameters).toEqual(givenBack.parameters);
  });

  it.each([
    ['a text', aParameter(secret)],
    ['a secret', aParameter(secret, { type: 'SecureString' })],
  ])(
    'that somebody has made %s of are kept, go by force, and are shown nowhere',
    async (_, theirs) => {
      world.parameterStore.parameters.set(`${folder}/config`, theirs);

      const kept = await removed();
      const stood = standing(world).parameters;
      const forced = await removed({ force: true });

      expect(targetIn(kept, 'parameters')).toMatchObject({
        status: 'left',
        error: { name: 'TARGET_CHANGED' },
      });
      expect(stood).toEqual({ ...givenBack.parameters, [`${folder}/config`]: secret });
      expect(targetIn(forced, 'parameters')).toMatchObject({ status: 'restored' });
      expect(standing(world).parameters).toEqual(givenBack.parameters);
      expect(JSON.stringify([kept, forced, everythingTold(world)])).not.toContain(secret);
    },
  );
});
