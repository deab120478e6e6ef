import { StoreFault } from '../../contract/errors/faults.ts';
import type { LinkName } from '../../contract/link.ts';
import { reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import { reportSchema, type Report } from '../../contract/report.ts';
import { compareText, parseJson } from '../../domain/canonical.ts';
import type { ConfigStore } from '../ports.ts';
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
  store: Pick<ConfigStore, 'list' | 'read' | 'address'>,
): Promise<StoredRun | null> {
  const folder = reportFolder(link, '');
  const keys = (await store.list(folder)).filter((key) => key.endsWith('/report.json'));
  let latest: Report | null = null;
  // Names of runs begin with the time.
  for (const key of keys.toSorted((a, b) => compareText(b, a))) {
    const report = await readReport(key, store);
    latest ??= report;
    if (report.status === 'published' || report.status === 'unchanged') {
      latest = report;
      break;
    }
  }
  return latest && { report: latest, plan: await planOf(link, latest, store) };
}

async function readReport(
  key: string,
  store: Pick<ConfigStore, 'read' | 'address'>,
): Promise<Report> {
  const report = reportSchema.safeParse(parseJson((await store.read(key))?.text ?? ''));
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
