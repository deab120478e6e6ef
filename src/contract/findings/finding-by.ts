import type { Finding } from '../finding.ts';
import { shownValues } from '../shown.ts';
import { fillCommand } from './command.ts';
import type { Entry } from './entry.ts';

/**
 * A finding of a code by its entry in the catalogue. Whoever tells of one code alone, and may be what a
 * function loads, needs no more of the catalogue.
 */
export function findingBy<Facts extends object>(
  code: string,
  declared: Entry<Facts>,
  facts: Facts,
): Finding {
  const { severity } = declared;
  const told = shownValues(facts, declared.documents ?? []);
  const [found, needed] = [declared.found?.(told), declared.needed?.(told)];
  const values = declared.values?.(facts);
  const command = values && fillCommand(declared.command, values);
  const look = values && command === undefined ? fillCommand(declared.look, values) : undefined;
  return {
    code,
    severity: typeof severity === 'string' ? severity : severity.of(facts),
    subject: declared.subject(told),
    message: declared.message?.(told) ?? declared.meaning,
    ...(found !== undefined && { found }),
    ...(needed !== undefined && { needed }),
    resolution: declared.advice?.(told) ?? declared.resolution,
    ...(command !== undefined && { command }),
    ...(look !== undefined && { look }),
    facts: facts as Finding['facts'],
  };
}
