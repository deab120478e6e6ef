import type { LinkName } from '../contract/link.ts';
import { linkPartPattern } from '../contract/request.ts';
import { UsageError } from './exit-codes.ts';
import type { OptionValues } from './options.ts';

/** Where a command in process keeps and looks for links, unless told otherwise. */
export const defaultStore = '.amplify-import';

/**
 * The link that `--app` and `--env` name.
 *
 * @throws UsageError with `needed` when one of them is not there, or when it can name no link
 */
export function linkNamed({ app, env }: OptionValues, needed: string): LinkName {
  if (app === undefined || env === undefined) throw new UsageError(needed);
  return { app: linkPart('app', String(app)), env: linkPart('env', String(env)) };
}

function linkPart(option: string, value: string): string {
  if (linkPartPattern.test(value)) return value;
  throw new UsageError(`--${option} "${value}" can be no name of an import.`);
}
