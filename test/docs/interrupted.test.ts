import { describe, expect, it } from '@jest/globals';
import { functionTimeoutSeconds } from '../../src/contract/states.ts';
import { heartbeatValiditySeconds } from '../../src/domain/link/lease.ts';
import { readPage, section, table } from './markdown.ts';

const page = readPage('docs/interrupted.md');

describe('docs/interrupted.md', () => {
  it('tells when an owner counts as dead', () => {
    const [execution, , elsewhere] = table(section(page, 'Another run holds the link'));

    expect(execution?.[1]).toContain(`${functionTimeoutSeconds} seconds after it ended`);
    expect(elsewhere?.[1]).toContain(`${heartbeatValiditySeconds} seconds after its last sign`);
    expect(elsewhere?.[1]).toContain(`every ${heartbeatValiditySeconds / 3}`);
  });
});
