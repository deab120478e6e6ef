import { describe, expect, it } from '@jest/globals';
import { rememberedReads } from '../../../src/procedures/account/import-ahead.ts';
import { looking } from '../../../src/procedures/account/looking.ts';
import type { Roles } from '../../../src/procedures/account/port.ts';
import { memoryAccount } from '../../engine/memory-account.ts';
import { guestRoleArn } from '../../support/builders/ids.ts';
import { link } from '../../support/builders/link.ts';
import { aRequest } from '../../support/builders/request.ts';
import { found } from '../../support/builders/readings.ts';

const asked = { request: aRequest(), link };

/** Services whose roles count how often they are asked. */
function countingServices() {
  let asked = 0;
  const policyNames = async () => found([`asked-${(asked += 1)}`]);
  return memoryAccount({ roles: { policyNames } as unknown as Roles }).services;
}

describe('A state that looks at an account', () => {
  it('finds what a memory of reads was answered, and writes nothing by it', async () => {
    const services = countingServices();
    const reads = rememberedReads(services);
    const looked = () => looking(asked, { ...services, readAhead: () => reads }).roles;

    const names = [
      await looked().policyNames(guestRoleArn),
      await looked().policyNames(guestRoleArn),
    ];

    expect(names).toEqual([found(['asked-1']), found(['asked-1'])]);
    // @ts-expect-error: nothing is written by what remembers
    expect(looked().putPolicy).toBeUndefined();
    // @ts-expect-error: nor taken away
    expect(looked().deletePolicy).toBeUndefined();
  });
});
