import type { Finding } from '../../contract/findings.ts';
import { severities } from '../../contract/finding.ts';

/** How many findings refuse the import. */
export function countErrors(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

/** Errors first; findings of one severity keep their order. */
export function bySeverity(a: Finding, b: Finding): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}
