import { resolve } from 'node:path';
import { readPublished, readPublishedFile } from '../procedures/config/read-published.ts';
import { LinkRemoved, NotPublished } from '../contract/errors/fetch-errors.ts';
import { linkLabel, type LinkName } from '../contract/link.ts';
import { elsewhereOf, storePlace } from '../contract/store-words.ts';
import { parseJson } from '../domain/canonical.ts';
import { differences } from '../domain/compare/differences.ts';
import {
  readShippedFile,
  UnreadableFile,
  type ShippedFile,
} from '../domain/compare/shipped-file.ts';
import { ownFaults } from '../domain/compare/own-faults.ts';
import type { Comparison } from './comparison-text.ts';
import { exitOf, UsageError } from './exit-codes.ts';
import { plannedRun, type PlanExit } from './known-run.ts';
import { printResult } from './print-result.ts';
import { readSaved } from './saved-text.ts';
import { openNamedStore } from './named-store.ts';

/** Our files, by their path in the link's folder, and what they are. */
export type OurFiles = {
  readonly from: string;
  /** Where they were looked for, and how else they may be. */
  readonly looked?: string;
  readonly read: (path: string) => Promise<string | null>;
};

/** A file that an app ships, and its name. */
export type Shipped = { readonly name: string; readonly file: ShippedFile };

/**
 * Reads the file that an app ships.
 *
 * @throws UsageError when it is none that can be compared
 */
export async function readShipped(name: string): Promise<Shipped> {
  const { text } = await readSaved(name);
  if (!isCode.test(name) && parseJson(text) === undefined) {
    const { whereBroken } = await import('./broken-json.ts');
    throw new UsageError(`${name} is not JSON: ${whereBroken(text)}.`);
  }
  try {
    return { name, file: readShippedFile(name, text, resolve(name)) };
  } catch (cause) {
    if (!(cause instanceof UnreadableFile)) throw cause;
    throw new UsageError(cause.message, { cause });
  }
}

/** Files of a language, of which the comparison says itself where they are broken. */
const isCode = /\.(?:dart|[cm]?[jt]s)$/;

/** Why there is no file of ours to compare with. */
type NothingOurs = { readonly error: { readonly name: string; readonly message: string } };

/** What would change for the app. */
export async function compareWith(
  ours: OurFiles,
  { name, file }: Shipped,
): Promise<Comparison | NothingOurs> {
  const text = await ours.read(file.path).catch(nothingPublished);
  if (text === null || text instanceof LinkRemoved) {
    const absent = `There is no ${file.path} in ${ours.from}.`;
    const why = [
      text?.message ?? absent,
      text === null ? ours.looked : undefined,
      'Nothing is compared.',
    ];
    const message = why.filter((one) => one !== undefined).join(' ');
    return { error: { name: text?.name ?? 'NotPublished', message } };
  }
  return {
    shipped: name,
    ours: `${file.path} of ${ours.from}${orText(file)}`,
    faults: ownFaults(resolve(name), file),
    differences: differences(file.format, file.value, readShippedFile(file.path, text).value),
  };
}

/** What is told is true of either: both hold the same but for the name of the tool. */
function orText({ alike }: ShippedFile): string {
  if (alike === undefined) return '';
  return ` (${alike} holds the same; nothing says for which of the two platforms yours is)`;
}

/** The code of a fetch that finds nothing is here the one of a difference. */
function nothingPublished(error: Error): LinkRemoved | null {
  if (error instanceof NotPublished) return null;
  if (error instanceof LinkRemoved) return error;
  throw error;
}

/** The files that a request would publish; why it is refused is printed, and ends the command. */
export async function plannedFiles(request: unknown): Promise<OurFiles | PlanExit> {
  const found = await plannedRun(request);
  if (typeof found === 'string') return found;
  const { report, plan } = found;
  if (plan === null || report.error) {
    printResult(report, false);
    return exitOf(report);
  }
  return {
    from: `the plan of ${linkLabel(plan)}`,
    read: (path) => Promise.resolve(plan.files.find((file) => file.path === path)?.content ?? null),
  };
}

/** The files that a link publishes in a store. */
export async function publishedFiles(link: LinkName, store: string): Promise<OurFiles> {
  const { configStore } = await openNamedStore(store);
  return {
    from: `what ${linkLabel(link)} publishes`,
    looked: `It was looked for in ${storePlace(store)}; look elsewhere ${elsewhereOf(store)}.`,
    read: async (path) => {
      const manifest = await readPublished(link, configStore);
      const file = manifest.files.find((one) => one.path === path);
      return file ? readPublishedFile(link, manifest, file, configStore) : null;
    },
  };
}
