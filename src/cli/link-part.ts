import { linkPartPattern } from '../contract/name-patterns.ts';
import { UsageError } from './exit-codes.ts';

/**
 * The name of an app or an environment, as it was given to an argument.
 *
 * @throws UsageError
 */
export function linkPart(given: string, argument: string): string {
  if (linkPartPattern.test(given)) return given;
  throw new UsageError(
    `"${given}" is no name for ${argument}: a lower-case letter, then up to 31 of a-z, 0-9 and "-".`,
  );
}
