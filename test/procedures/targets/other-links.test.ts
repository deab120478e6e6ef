import { describe, expect, it } from '@jest/globals';
import { otherLinksOf } from '../../../src/procedures/targets/other-links.ts';
import { StoreFault } from '../../../src/contract/errors/faults.ts';
import { memoryAccount } from '../../engine/memory-account.ts';
import { link } from '../../support/builders/link.ts';

describe('Other links that write on a target', () => {
  it('are known also where what one of them has to restore is lost', async () => {
    const { services } = memoryAccount();
    const linkStore = {
      ...services.linkStore,
      linksOf: async () => [{ app: 'backoffice', env: 'prod' }],
      read: async () => Promise.reject(new StoreFault('Its before-images are lost.')),
    };
    const target = {
      id: 'function:eu-west-1:orders',
      kind: 'function',
      names: [],
      roleArn: null,
      distribution: null,
      held: null,
    } as const;

    const others = await otherLinksOf([target], link, { ...services, linkStore });

    expect(others).toEqual({ [target.id]: [{ label: 'backoffice/prod', keys: [] }] });
  });
});
