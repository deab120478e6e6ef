import { afterEach, describe, expect, it } from '@jest/globals';
import type * as z from 'zod';

import {
  finding,
  findingCatalogue,
  type Finding,
  type FindingCode,
} from '../../../src/contract/findings.ts';
import type { Entry } from '../../../src/contract/findings/entry.ts';
import { makePlan } from '../../../src/domain/plan/make-plan.ts';
import { planInput, userPoolSlice } from '../../support/builders/plan.ts';
import { sampleOf } from '../../support/sample-facts.ts';

const catalogue = Object.entries<Entry>(findingCatalogue()) as [FindingCode, Entry][];
const original = new Map(catalogue.map(([code, declared]) => [code, { ...declared }]));

/** Every code as a warning, since any may become one, by the facts of a variant. */
function warningOf(code: FindingCode, facts: object): Finding {
  return { ...finding(code, facts as never), subject: 'one and the same', severity: 'warning' };
}

function factsOf({ facts }: Entry, variant: 0 | 1): Record<string, unknown> {
  return sampleOf(facts, variant) as Record<string, unknown>;
}

function hashWith(...findings: Finding[]): string {
  return makePlan(planInput({ userPool: userPoolSlice({ findings }) })).hash;
}

/** Says everything of every code in other words. */
function rewordCatalogue(): void {
  for (const [, declared] of catalogue) {
    Object.assign(declared, {
      meaning: 'Reworded.',
      resolution: 'Do something else.',
      message: () => 'Reworded, as it is in this case.',
      found: () => 'something, something else; a third thing',
      needed: () => 'another word',
      advice: () => 'Do what is right in this case.',
    });
  }
}

afterEach(() => {
  for (const [code, declared] of catalogue) {
    for (const key of Object.keys(declared)) delete (declared as Record<string, unknown>)[key];
    Object.assign(declared, original.get(code));
  }
});

describe('The hash of a plan and the catalogue of findings', () => {
  it('stays when every text of every finding is worded anew', () => {
    const warnings = () =>
      catalogue.map(([code, declared]) => warningOf(code, factsOf(declared, 0)));
    const before = warnings();
    const hash = hashWith(...before);

    rewordCatalogue();
    const after = warnings();

    expect(after.map(({ message }) => message)).not.toEqual(before.map(({ message }) => message));
    expect(hashWith(...after)).toBe(hash);
  });

  const agreed = catalogue.flatMap(([code, declared]) =>
    [...declared.agreed, ...(declared.agreedWhereTold ?? [])].map(
      (name) => [code, name, declared] as const,
    ),
  );

  it.each(agreed)('changes when %s finds another %s', (code, name, declared) => {
    const facts = factsOf(declared, 0);
    const changed = { ...facts, [name]: factsOf(declared, 1)[name] };

    expect(changed).not.toEqual(facts);
    expect(hashWith(warningOf(code, changed))).not.toBe(hashWith(warningOf(code, facts)));
  });

  const others = catalogue.flatMap(([code, declared]) =>
    Object.keys((declared.facts as z.ZodObject).shape)
      .filter((name) => ![...declared.agreed, ...(declared.agreedWhereTold ?? [])].includes(name))
      .map((name) => [code, name, declared] as const),
  );

  it.each(others)(
    'stays when %s finds another %s, to which nobody agreed',
    (code, name, declared) => {
      const facts = factsOf(declared, 0);
      const changed = { ...facts, [name]: factsOf(declared, 1)[name] };

      expect(hashWith(warningOf(code, changed))).toBe(hashWith(warningOf(code, facts)));
    },
  );
});
