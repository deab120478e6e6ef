import { existsSync } from 'node:fs';
import { shellWord } from '../contract/findings/shell-word.ts';
import { linkLabel } from '../contract/link.ts';
import { environmentRequest } from '../domain/links/environment-request.ts';
import type { EndTime } from './end-time.ts';
import { UsageError } from './exit-codes.ts';
import { placeNewFile } from './place-files.ts';
import { defaultStore } from '../contract/store-words.ts';
import { notRecorded } from './not-recorded.ts';
import { print, tell } from './tell.ts';
import { openNamedStore } from './named-store.ts';

/** The environment that is to be, and the one whose pools and grants it keeps. */
type Asked = {
  readonly app: string;
  readonly env: string;
  readonly fromEnv: string;
  readonly expires: EndTime | null;
  readonly store: string;
};

/**
 * Writes the request for a new environment from the stored request of another one, without a question.
 *
 * @throws UsageError when the file is there already; LinkNotRecorded when nothing of the other one is stored
 */
export async function writeEnvironment(path: string, asked: Asked): Promise<void> {
  const { app, env, fromEnv, store } = asked;
  if (existsSync(path)) throw new UsageError(isThere(path));
  const { linkStore, now } = await openNamedStore(store);
  const expires = asked.expires === null ? null : asked.expires(now());
  const other = { app, env: fromEnv };
  const item = await linkStore.look(other);
  if (item.request === null) return notRecorded(other, store);
  const { request, leftOut } = environmentRequest(item.request, { env, expires });
  const written = await placeNewFile(path, `${JSON.stringify(request, null, 2)}\n`);
  if (!written) throw new UsageError(isThere(path));
  tellNext(path, linkLabel(other), leftOut, store);
}

function isThere(path: string): string {
  return `${path} is there already: name another file, or take it away.`;
}

function tellNext(path: string, other: string, leftOut: readonly string[], store: string): void {
  const lines = [
    `Wrote ${path}.`,
    ...(leftOut.length === 0
      ? []
      : [
          `Left out of it, though ${other} has it; add what this environment is to have of its own:`,
          ...leftOut.map((line) => `  ${line}`),
        ]),
    'See what an import of it would do:',
  ];
  tell(lines.join('\n'));
  const where = store === defaultStore ? '' : ` --store ${shellWord(store)}`;
  print(`amplify-import run ${shellWord(path)} --mode plan${where}`);
}
