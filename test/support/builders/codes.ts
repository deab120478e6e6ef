import type { Finding } from '../../../src/contract/findings.ts';

/** What tests compare of findings: their codes, in order. */
export function codes(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ code }) => code);
}
