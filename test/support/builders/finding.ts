import type { Finding } from '../../../src/contract/findings.ts';

/** A finding as it is published, about nobody in particular. */
export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    code: 'TRUST_MISSING',
    severity: 'error',
    subject: 's',
    message: 'm',
    resolution: 'r',
    facts: {},
    ...overrides,
  };
}
