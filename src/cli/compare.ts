import { readFile } from 'node:fs/promises';
import { readPublished, readPublishedFile } from '../procedures/config/read-published.ts';
import { LinkRemoved, NotPublished } from '../contract/errors.ts';
import { linkLabel } from '../contract/link.ts';
import { differences } from '../domain/compare/differences.ts';
import {
  readShippedFile,
  UnreadableFile,
  type ShippedFile,
} from '../domain/compare/shipped-file.ts';
import { openStore } from '../engine/stores.ts';
import { comparisonText, type Comparison } from './comparison-text.ts';
import { exitCodeOf, exitCodes, UsageError } from './exit-codes.ts';
import { plannedRun } from './known-run.ts';
import { defaultStore, linkNamed } from './link-options.ts';
import type { OptionValues } from './options.ts';
import { printResult } from './print-result.ts';

/** Our files, by their path in the link's folder, and what they are. */
type OurFiles = { readonly from: string; read(path: string): Promise<string | null> };

/**
 * `amplify-import compare`: what would change against the file that an app ships today. Against the
 * files that a request would publish, else against those that are published.
 */
export async function run(positionals: readonly string[], values: OptionValues): Promise<number> {
  const [name, ...request] = positionals;
  if (name === undefined) throw new UsageError('Name the file that your app ships today.');
  const shipped = await readShipped(name);
  const ours = request.length > 0 ? await planned(request) : await publishedOf(values);
  if (typeof ours === 'number') return ours;
  const text = await ours.read(shipped.path).catch(nothingPublished);
  if (text === null) {
    process.stderr.write(`There is no ${shipped.path} in ${ours.from}. Nothing is compared.\n`);
    return exitCodes.failed;
  }
  const comparison: Comparison = {
    shipped: name,
    ours: `${shipped.path} of ${ours.from}`,
    differences: differences(
      shipped.format,
      shipped.value,
      readShippedFile(shipped.path, text).value,
    ),
  };
  const json = values['json'] === true;
  process.stdout.write(
    `${json ? JSON.stringify(comparison, null, 2) : comparisonText(comparison)}\n`,
  );
  const matters = comparison.differences.some(({ effect }) => effect !== 'none');
  return matters && values['detailed-exit-code'] === true ? exitCodes.changes : exitCodes.done;
}

/** The code of a fetch that finds nothing is here the one of a difference. */
function nothingPublished(error: Error): null {
  if (error instanceof NotPublished || error instanceof LinkRemoved) return null;
  throw error;
}

async function readShipped(name: string): Promise<ShippedFile> {
  try {
    return readShippedFile(name, await readFile(name, 'utf8'));
  } catch (cause) {
    const { message } = cause as Error;
    const reason = cause instanceof UnreadableFile ? message : `${name} cannot be read: ${message}`;
    throw new UsageError(reason, { cause });
  }
}

/** The files of a plan of the request; why it is refused is printed, and ends the command. */
async function planned(request: readonly string[]): Promise<OurFiles | number> {
  const found = await plannedRun(request, 'A comparison');
  if (typeof found === 'number') return found;
  const { report, plan } = found;
  if (plan === null || report.error) {
    // Its report is gone with the store of the plan.
    const { report: _gone, ...result } = report;
    printResult(result, false);
    return exitCodeOf(report);
  }
  return {
    from: `the plan of ${linkLabel(plan)}`,
    read: (path) => Promise.resolve(plan.files.find((file) => file.path === path)?.content ?? null),
  };
}

async function publishedOf(values: OptionValues): Promise<OurFiles> {
  const link = linkNamed(values, 'Name a request to compare with, or a link by --app and --env.');
  const { store = defaultStore } = values;
  const { configStore } = (await openStore(String(store))).services;
  return {
    from: `what ${linkLabel(link)} publishes`,
    read: async (path) => {
      const manifest = await readPublished(link, configStore);
      const file = manifest.files.find((one) => one.path === path);
      return file ? readPublishedFile(link, manifest, file, configStore) : null;
    },
  };
}
