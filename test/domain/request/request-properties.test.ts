import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { requestSchema } from '../../../src/contract/request.ts';
import { longestCause } from '../../../src/domain/findings/failure-cause.ts';
import { parseInput } from '../../../src/domain/request/request-parsing.ts';
import { identityPoolId, userPoolId, webClientId } from '../../support/builders/ids.ts';
import { exampleIn } from './refusal.ts';
import { runs } from '../../support/counts.ts';

const permissions = fc.subarray(['create', 'read', 'update', 'delete']);
const linkPart = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Requests as people write them: some options, some left out. */
const goodRequest = fc.record({
  app: linkPart,
  env: linkPart,
  userPoolId: fc.constant(userPoolId),
  webClientId: optional(fc.constant(webClientId)),
  identityPoolId: optional(fc.constant(identityPoolId)),
  from: optional(linkPart),
  grants: optional(
    fc.record({
      storage: fc.array(
        fc.record({
          bucket: fc.stringMatching(/^[a-z0-9][a-z0-9-]{1,20}[a-z0-9]$/),
          authenticated: permissions,
          guest: permissions,
        }),
      ),
      graphql: fc.array(
        fc.record({
          api: fc.stringMatching(/^[a-z0-9]{26}$/),
          guest: fc.oneof(fc.boolean(), fc.subarray(['Query.*', 'Mutation.send'])),
        }),
      ),
    }),
  ),
  hosting: optional(fc.array(fc.record({ appId: fc.stringMatching(/^d[a-z0-9]{1,19}$/) }))),
  oauth: optional(fc.constantFrom('auto', 'required', 'off')),
  mode: optional(fc.constantFrom('import', 'plan')),
});

/** Anything with the known keys in wrong places, beside any JSON. */
const anyInput = fc.oneof(
  fc.jsonValue(),
  fc.dictionary(
    fc.constantFrom(
      ...Object.keys(requestSchema().shape),
      'Comment',
      'detail-type',
      'detail',
      'source',
      '__proto__',
      'constructor',
    ),
    fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('Auth Import Requested', 'Step Functions Execution Status Change'),
      fc.dictionary(fc.constantFrom('storage', 'input', 'app', 'x'), fc.jsonValue()),
    ),
  ),
  goodRequest.map((request) => ({ ...request, [`x${request.app}`]: request })),
);

describe('Parsing', () => {
  it('never throws, and says something that people can read for any JSON', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const parsed = parseInput(input);

        if (parsed.kind !== 'invalid') return;
        expect(parsed.text.length).toBeLessThanOrEqual(longestCause);
        expect(parseInput(exampleIn(parsed.text)).kind).toBe('request');
      }),
      runs(500),
    );
  });

  it('is a fixed point: a request with its options filled in is read as itself', () => {
    fc.assert(
      fc.property(goodRequest, (input) => {
        const once = parseInput(JSON.parse(JSON.stringify(input)));
        if (once.kind !== 'request') throw new Error(`not read: ${JSON.stringify(once)}`);

        const twice = parseInput(JSON.parse(JSON.stringify(once.request)));

        expect(twice).toMatchObject({ kind: 'request', request: once.request });
      }),
      runs(100),
    );
  });

  it('keeps what the request says', () => {
    fc.assert(
      fc.property(goodRequest, (input) => {
        const said = JSON.parse(JSON.stringify(input));

        const parsed = parseInput(said);

        expect(parsed).toMatchObject({ kind: 'request', request: said });
      }),
      runs(100),
    );
  });

  it.each([
    ['key', { ['k'.repeat(50_000)]: 1 }],
    ['value', { app: ` ${'v'.repeat(50_000)}`, env: 'v'.repeat(50_000) }],
    ['event type', { 'detail-type': 't'.repeat(50_000), source: 'x', detail: {} }],
    ['list of mistakes', { app: 'a', env: 'b', sites: Array.from({ length: 500 }, () => 1) }],
  ])('keeps the example in sight of a very long %s', (_, input) => {
    const parsed = parseInput(input);

    const text = parsed.kind === 'invalid' ? parsed.text : '';
    expect(text.length).toBeLessThanOrEqual(longestCause);
    expect(parseInput(exampleIn(text)).kind).toBe('request');
  });
});
