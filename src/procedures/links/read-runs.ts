import pLimit from 'p-limit';
import type { LinkName } from '../../contract/link.ts';
import type { RunSummary } from '../../contract/links/show.ts';
import { reportFolder } from '../../contract/manifest.ts';
import { reportSchema, type Report } from '../../contract/report.ts';
import { compareText, parseJson } from '../../domain/canonical.ts';
import { reportNameIn, runsIn, runSummary } from '../../domain/links/run-reports.ts';
import type { ConfigStore } from '../config/port.ts';
import { readsAtOnce } from './read-links.ts';

type ReadableReports = Pick<ConfigStore, 'address' | 'folders' | 'list' | 'read'>;

/** How many runs are told of. */
const runsTold = 5;
/** How many runs are looked through for the last import that ended well. */
const runsSearched = 50;

/** What the latest runs of a link have left. */
export type LatestRuns = {
  /** The newest first. */
  readonly runs: readonly RunSummary[];
  /** The last import that ended well; `null`: none among the latest fifty runs. */
  readonly lastGood: Report | null;
};

/** Reads what the latest runs of a link have left, whatever machine they were of. */
export async function readLatestRuns(link: LinkName, store: ReadableReports): Promise<LatestRuns> {
  const runs = runsIn(await store.folders(reportFolder(link, '')));
  const [told, lastGood] = await Promise.all([
    tellRuns(link, runs.slice(0, runsTold), store),
    lastGoodImport(link, runs.slice(0, runsSearched), store),
  ]);
  return { runs: told, lastGood };
}

async function tellRuns(
  link: LinkName,
  runs: readonly string[],
  store: ReadableReports,
): Promise<readonly RunSummary[]> {
  const told = await Promise.all(
    runs.map(async (run) => {
      const folder = `${reportFolder(link, run)}/`;
      const names = (await store.list(folder)).map((key) => key.slice(folder.length));
      const name = reportNameIn(names);
      const stored = name === null ? null : await store.read(`${folder}${name}`);
      const report = stored && { address: store.address(`${folder}${name}`), text: stored.text };
      return runSummary(run, names, report);
    }),
  );
  // Names tell seconds only, reports more.
  return told.flatMap((one) => one ?? []).toSorted((a, b) => compareText(b.at ?? '', a.at ?? ''));
}

/** Of earlier reports that cannot be read nothing is known, and nobody is kept from the link for that. */
async function lastGoodImport(
  link: LinkName,
  runs: readonly string[],
  store: Pick<ConfigStore, 'read'>,
): Promise<Report | null> {
  const limit = pLimit(readsAtOnce);
  for (let start = 0; start < runs.length; start += readsAtOnce) {
    const reports = await Promise.all(
      runs.slice(start, start + readsAtOnce).map((run) =>
        limit(async () => {
          const stored = await store.read(`${reportFolder(link, run)}/report.json`);
          return reportSchema().safeParse(parseJson(stored?.text ?? '')).data;
        }),
      ),
    );
    const good = reports.find(
      (report) => report?.status === 'published' || report?.status === 'unchanged',
    );
    if (good) return good;
  }
  return null;
}
