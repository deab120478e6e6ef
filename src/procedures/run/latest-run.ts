import { StoreFault } from '../../contract/errors/faults.ts';
import type { LinkName } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import { reportSchema, type Report } from '../../contract/report.ts';
import { parseJson } from '../../domain/canonical.ts';
import { runsIn } from '../../domain/links/run-reports.ts';
import type { ConfigStore } from '../config/port.ts';
import { parsePlan } from './plan-store.ts';

/** What a run left in the store; `null`: it came to no plan. */
export type StoredRun = { readonly report: Report; readonly plan: Plan | null };

/**
 * The run that says how a link stands: the latest that ended well; where none did, the latest of all.
 *
 * @throws StoreFault when a report cannot be read
 */
export async function latestRun(
  link: LinkName,
  store: Pick<ConfigStore, 'folders' | 'read' | 'address'>,
): Promise<StoredRun | null> {
  let latest: Report | null = null;
  for (const run of runsIn(await store.folders(reportFolder(link, '')))) {
    const report = await readReport(`${reportFolder(link, run)}/report.json`, store);
    if (report === null) continue;
    latest ??= report;
    if (report.status === 'published' || report.status === 'unchanged') {
      latest = report;
      break;
    }
  }
  return latest && { report: latest, plan: await planOf(link, latest, store) };
}

/** `null`: the run has none, because it was a push, or lives, or has died. */
async function readReport(
  key: string,
  store: Pick<ConfigStore, 'read' | 'address'>,
): Promise<Report | null> {
  const stored = await store.read(key);
  if (stored === null) return null;
  const report = reportSchema().safeParse(parseJson(stored.text));
  if (!report.success) throw new StoreFault(`${store.address(key)} cannot be read.`);
  return report.data;
}

async function planOf(
  link: LinkName,
  { run }: Report,
  store: Pick<ConfigStore, 'read'>,
): Promise<Plan | null> {
  const key = `${reportFolder(link, run.id)}/plan.json`;
  const stored = await store.read(key);
  return stored && parsePlan(key, stored.text);
}
