import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { groupName } from '../../../src/contract/aws-names.ts';
import { longestCause } from '../../../src/domain/findings/failure-cause.ts';
import {
  incompleteText,
  type Incomplete,
  type Offer,
} from '../../../src/domain/request/ready-requests.ts';
import { parseInput } from '../../../src/domain/request/request-parsing.ts';
import { userPoolId, webClientId } from '../../support/builders/ids.ts';
import { exampleIn } from './refusal.ts';
import { runs } from '../../support/counts.ts';

const pools = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    id: `eu-west-1_Pool${String(index).padStart(5, '0')}`,
    name: `pool ${index}`,
  }));
const nothing: Offer = {
  environments: { items: [], more: false },
  userPools: { items: [], more: false },
  region: 'eu-west-1',
};
const denied = { unknown: 'AWS denied cognito-idp:ListUserPools' };

function offer({ environments = [] as string[], userPools = pools(0), more = false }): Offer {
  return {
    environments: { items: environments, more: false },
    userPools: { items: userPools, more },
    region: 'eu-west-1',
  };
}

function anIncomplete(asked: object = {}): Incomplete {
  const reason = 'userPoolId is missing.';
  return { kind: 'incomplete', reason, asked: { app: 'storefront', env: 'qa', ...asked } };
}

/** The ready requests of a refusal, in their order. */
function readyIn(text: string): readonly unknown[] {
  return text.split('\n').flatMap((line) => (line.startsWith('{"') ? [JSON.parse(line)] : []));
}

describe('The refusal of a request that names no pools', () => {
  it('D-1, D-2: offers each user pool of the region, by name, as a request to paste', () => {
    const text = incompleteText(anIncomplete(), offer({ userPools: pools(2) }));

    expect(text.split('\n')).toEqual([
      'userPoolId is missing.',
      'Name a user pool of eu-west-1:',
      '{"Comment":"pool 0","app":"storefront","env":"qa","userPoolId":"eu-west-1_Pool00000"}',
      '{"Comment":"pool 1","app":"storefront","env":"qa","userPoolId":"eu-west-1_Pool00001"}',
      'Which of these pools are ready, "amplify-import discover" tells.',
    ]);
  });

  it('D-3, D-4, D-5: offers a new environment the pools of its siblings, or others of any choice', () => {
    const text = incompleteText(
      anIncomplete(),
      offer({ environments: ['dev', 'prod'], userPools: pools(1) }),
    );

    expect(text.split('\n').slice(1)).toEqual([
      'Keep the pools of an environment of storefront:',
      '{"app":"storefront","env":"qa","from":"dev"}',
      '{"app":"storefront","env":"qa","from":"prod"}',
      'Or name a user pool of eu-west-1:',
      '{"Comment":"pool 0","app":"storefront","env":"qa","userPoolId":"eu-west-1_Pool00000"}',
      'Which of these pools are ready, "amplify-import discover" tells.',
    ]);
  });

  it('leaves what the request says beside its pools as it was asked', () => {
    const rest = { webClientId, oauth: 'off', grants: { storage: [{ bucket: 'acme' }] } };

    const text = incompleteText(
      anIncomplete({ ...rest, from: 'nobody' }),
      offer({ environments: ['dev'], userPools: pools(1) }),
    );

    const [kept, named] = readyIn(text);
    expect(kept).toEqual({ app: 'storefront', env: 'qa', from: 'dev', ...rest });
    expect(named).toMatchObject({ userPoolId: 'eu-west-1_Pool00000', ...rest });
    expect(named).not.toHaveProperty('from');
  });

  it('leaves out what is long, and says so', () => {
    const storage = Array.from({ length: 20 }, (_, index) => ({ bucket: `bucket-${index}` }));

    const text = incompleteText(
      anIncomplete({ grants: { storage }, mode: 'plan' }),
      offer({ userPools: pools(1) }),
    );

    expect(readyIn(text)).toEqual([
      { Comment: 'pool 0', app: 'storefront', env: 'qa', userPoolId: 'eu-west-1_Pool00000' },
    ]);
    expect(text).toContain('Left out here, because it is long: grants, mode.');
  });

  it('says when the region has more pools than were read', () => {
    const text = incompleteText(anIncomplete(), offer({ userPools: pools(60), more: true }));

    expect(readyIn(text)).toHaveLength(60);
    expect(text).toContain('eu-west-1 has more than the 60 user pools that were read.');
  });

  it.each([
    ['the pools', { ...nothing, userPools: denied }, 'The user pools of eu-west-1 cannot be'],
    ['the environments', { ...nothing, environments: denied }, 'The environments of storefront'],
  ])(
    'names the missing right when %s cannot be listed, and shows the example',
    (_, given, words) => {
      const text = incompleteText(anIncomplete(), given);

      expect(text).toContain(words);
      expect(text).toContain('cannot be listed: AWS denied cognito-idp:ListUserPools.');
      expect(parseInput(exampleIn(text)).kind).toBe('request');
    },
  );

  it('says so when there is nothing to offer, and shows the example', () => {
    const text = incompleteText(anIncomplete({ from: 'dev' }), nothing);

    expect(text).toContain('No other environment of storefront is recorded.');
    expect(text).toContain('eu-west-1 has no user pool');
    expect(text).not.toContain('amplify-import discover');
    expect(parseInput(exampleIn(text)).kind).toBe('request');
  });

  it('offers a request that names its pool to leave "from" out', () => {
    const text = incompleteText(anIncomplete({ from: 'dve', userPoolId }), {
      environments: { items: ['dev'], more: false },
      userPools: null,
      region: null,
    });

    expect(readyIn(text)).toEqual([
      { app: 'storefront', env: 'qa', from: 'dev' },
      { app: 'storefront', env: 'qa', userPoolId },
    ]);
  });

  it('lists no pools of another account, and says where to look', () => {
    const readRoleArn = 'arn:aws:iam::444455556666:role/AmplifyImportRead';

    const text = incompleteText(anIncomplete({ readRoleArn }), { ...nothing, userPools: null });

    expect(text).toContain('name the one that readRoleArn reads');
  });
});

describe('Every refusal with ready requests', () => {
  const text = fc.string({ maxLength: 128, unit: 'binary' });
  // That name is refused before anything is offered.
  const groupNames = text.filter(
    (name) => groupName.safeParse(name).success && name !== '__proto__',
  );
  const offers = fc.record({
    environments: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/), { maxLength: 200 }),
    userPools: fc.array(fc.record({ id: fc.constant(userPoolId), name: text }), { maxLength: 60 }),
    more: fc.boolean(),
  });

  it('fits into a cause, its lines are requests that can be read, and it counts what did not fit', () => {
    fc.assert(
      fc.property(offers, fc.array(groupNames, { maxLength: 80 }), (given, names) => {
        const groups = Object.fromEntries(names.map((name) => [name, ['read']]));
        const asked = { grants: { storage: [{ bucket: 'storefront-uploads', groups }] } };

        const incomplete = anIncomplete(asked);
        const { env, from } = incomplete.asked;

        const refusal = incompleteText(incomplete, offer(given));

        const others = given.environments.filter((name) => name !== env && name !== from);
        const requests = readyIn(refusal);
        const cut = [...refusal.matchAll(/^(\d+) more /gm)].map(([, count]) => Number(count));
        expect(refusal.length).toBeLessThanOrEqual(longestCause);
        for (const request of requests) expect(parseInput(request).kind).toBe('request');
        expect(requests.length + cut.reduce((sum, count) => sum + count, 0)).toBe(
          others.length + given.userPools.length,
        );
      }),
      runs(100),
    );
  });
});
