import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { removeTickSchema } from '../../../src/contract/removal/request.ts';
import { expiryStart } from '../../../src/domain/link/expiry-start.ts';
import { link } from '../../support/builders/link.ts';
import { runs } from '../../support/counts.ts';

const startAt = (time: string, of = link) => expiryStart(of, new Date(time), 5);

describe('The start of a removal whose time has come', () => {
  it('has a name of its link and of the five minutes in which it is due', () => {
    expect(startAt('2026-11-22T10:07:31.500Z').name).toBe('storefront_prod_e202611221005');
  });

  it.each([
    ['is the same at the end of those minutes', '2026-11-22T10:09:59.999Z', true],
    ['is another in the next ones', '2026-11-22T10:10:00.000Z', false],
  ])('%s', (_, time, same) => {
    expect(startAt(time).name === startAt('2026-11-22T10:05:00.000Z').name).toBe(same);
  });

  it('says app, env and that it is an expiry, and nothing else: a removal takes no more from it', () => {
    const { input } = startAt('2026-11-22T10:07:31.500Z');

    expect(input).toEqual({ ...link, startedBy: 'expiry' });
    expect(removeTickSchema().parse(input)).toEqual(input);
  });

  it('is named as Step Functions takes it, and no two links alike', () => {
    const part = fc.stringMatching(/^[a-z][a-z0-9-]{0,31}$/);
    const name = fc.record({ app: part, env: part });
    const time = '2026-11-22T10:05:00.000Z';

    fc.assert(
      fc.property(name, name, (one, other) => {
        const names = [one, other].map((of) => expiryStart(of, new Date(time), 5).name);

        for (const each of names) expect(each).toMatch(/^[a-z0-9_-]{1,79}$/);
        expect(names[0] === names[1]).toBe(one.app === other.app && one.env === other.env);
      }),
      runs(100),
    );
  });
});
