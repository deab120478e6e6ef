import { planHashPattern, regionPattern } from '../contract/name-patterns.ts';
import type { LinkName } from '../contract/link.ts';
import { defaultStore } from '../contract/store-words.ts';
import { flag, orElse, path, text, type Argument } from './argument.ts';
import { UsageError } from './exit-codes.ts';
import { linkPart } from './link-part.ts';

// Arguments of several commands, each declared once. Where one means something of its own to a command,
// that command gives it another `about`.

export const json = flag('one JSON document on standard output');

export const detailedExitCode = flag('exit code 3 when there are changes');

/** A request, or an event that carries one. */
export const optionalRequest = path(
  'file',
  'the request; - for standard input',
  '<request.json | ->',
);

export const app = text('<app>', 'the app', linkPart);

export const env = text('<env>', 'the environment', linkPart);

const folder = path('folder', 'where imports are kept', '<folder>|aws');

/** A folder, or the bucket and the table of the stack. */
export const optionalStore: Argument<string | null> = {
  ...folder,
  choices: { aws: 'the bucket and the table of the stack' },
  read: (given, name) => {
    // On most systems it would be a folder, in which nothing of the stack is.
    if (given === 'aws' || !/^aws\/*$/i.test(given)) return folder.read(given, name);
    throw new UsageError(`${name} aws is the stack; a folder of that name is ./${given}.`);
  },
};

export const store = orElse(optionalStore, defaultStore);

export const namedRegion = text('<region>', 'the region', (given, name) => {
  if (regionPattern.test(given)) return given;
  throw new UsageError(`${name} needs a region like "eu-west-1", not "${given}".`);
});

export const expectPlan = text(
  '<hash>',
  'goes on only if a fresh plan has this hash',
  (given, name) => {
    if (planHashPattern.test(given)) return given;
    throw new UsageError(
      `${name} needs the hash that a plan printed: "sha256:" and 64 hexadecimal digits.`,
    );
  },
);

/**
 * The link that two options name.
 *
 * @throws UsageError with `needed` when one of them is not there
 */
export function linkNamed(
  values: { readonly app: string | null; readonly env: string | null },
  needed: string,
): LinkName {
  if (values.app === null || values.env === null) throw new UsageError(needed);
  return { app: values.app, env: values.env };
}
