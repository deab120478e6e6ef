import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { eventSource } from '../../src/contract/events.ts';
import { policyNameOf } from '../../src/contract/link.ts';
import { configFolder, manifestKey, reportFolder } from '../../src/contract/manifest.ts';
import { linkPartPattern } from '../../src/contract/name-patterns.ts';
import { exampleRequest, requestSchema, runOptions } from '../../src/contract/request.ts';
import { slices } from '../../src/contract/slices.ts';
import { fileNameOf, placeholderOf, states } from '../../src/contract/states.ts';
import { emptyImport } from '../../src/contract/states/import-auth.ts';
import { runs } from '../support/counts.ts';
import { aRun } from '../support/builders/run.ts';

const part = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/);
const link = fc.record({ app: part, env: part });

describe('The names of a link', () => {
  it('never collide: two links have two policies, two folders and two manifests', () => {
    fc.assert(
      fc.property(link, link, (one, other) => {
        const same = one.app === other.app && one.env === other.env;

        expect(policyNameOf(one) === policyNameOf(other)).toBe(same);
        expect(configFolder(one) === configFolder(other)).toBe(same);
        expect(manifestKey(one) === manifestKey(other)).toBe(same);
      }),
      runs(100),
    );
  });

  it('are such as IAM takes for the name of a policy', () => {
    fc.assert(
      fc.property(link, (one) => {
        expect(policyNameOf(one)).toMatch(/^[\w+=,.@-]{1,128}$/);
      }),
      runs(100),
    );
  });

  it('are those of the design', () => {
    const storefront = { app: 'storefront', env: 'prod' };

    expect(policyNameOf(storefront)).toBe('AmplifyImport-storefront.prod');
    expect(manifestKey(storefront)).toBe('config/storefront/prod/manifest.json');
    expect(reportFolder(storefront, 'run-1')).toBe('reports/storefront/prod/run-1');
    expect(eventSource(storefront)).toBe('amplify-import.storefront');
  });

  it.each(['', '1app', '-app', 'App', 'my_app', 'my.app', 'my/app', 'a'.repeat(33), 'app\n'])(
    'are not made of %j',
    (text) => {
      expect(linkPartPattern.test(text)).toBe(false);
    },
  );
});

describe('A state', () => {
  it.each([
    ['Validate user pool', 'validate-user-pool', 'ValidateUserPool'],
    ['Read request', 'read-request', 'ReadRequest'],
  ])('"%s" has the file %s and the placeholder %s', (state, file, placeholder) => {
    expect(fileNameOf(state)).toBe(file);
    expect(placeholderOf(state)).toBe(placeholder);
  });

  it('has a file and a placeholder of its own', () => {
    const names = Object.keys(states);

    expect(new Set(names.map(fileNameOf)).size).toBe(names.length);
    expect(new Set(names.map(placeholderOf)).size).toBe(names.length);
  });
});

describe('The contract', () => {
  it('shows an example that is a good request, and its ids are the ones of the messages', () => {
    expect(requestSchema().parse(exampleRequest)).toMatchObject(exampleRequest);
  });

  it('knows which options belong to one run', () => {
    expect(Object.keys(requestSchema().shape)).toEqual(expect.arrayContaining([...runOptions]));
  });

  it('has a plan slice for a run that made no plan', () => {
    const { plan } = emptyImport(aRun());

    expect(slices.plan.parse(plan)).toEqual(plan);
  });
});
