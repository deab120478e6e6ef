import { parse, type ParseError } from 'jsonc-parser';
import { whereBroken } from './broken-json.ts';
import { UsageError } from './exit-codes.ts';

/** What people write into a file by hand, and JSON has not. */
const tolerated = { disallowComments: false, allowTrailingComma: true };

/**
 * Reads JSON with comments and trailing commas.
 *
 * @throws UsageError with line and column of what is none of that
 */
export function readTolerant(path: string, text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, tolerated);
  if (errors.length === 0) return value;
  throw new UsageError(`${path} is not JSON: ${whereBroken(text, tolerated)}.`);
}
