import { describe, expect, it } from '@jest/globals';

import { unknownRegionNote } from '../../src/contract/findings/pool-place.ts';
import { isKnownRegion, isOptInRegion } from '../../src/domain/regions.ts';

describe('A region', () => {
  it.each([
    ['eu-west-1', true, false],
    ['eu-south-2', true, true],
    ['cn-north-1', true, false],
    ['us-gov-west-1', true, false],
    ['eu-west-9', false, false],
  ])('%s is known: %s, and has to be enabled: %s', (region, known, optIn) => {
    expect([isKnownRegion(region), isOptInRegion(region)]).toEqual([known, optIn]);
    expect(unknownRegionNote(region, isKnownRegion(region)) === '').toBe(known);
  });
});
