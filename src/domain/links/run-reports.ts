import * as z from 'zod';
import type { RunSummary } from '../../contract/links/show.ts';
import { parseJson } from '../canonical.ts';

/** What each kind of run leaves in its folder: its plan first, at its end the report. */
const kinds = [
  { kind: 'import', plan: 'plan.json', report: 'report.json' },
  { kind: 'push', plan: 'push.json', report: 'push-report.json' },
  { kind: 'removal', plan: 'removal.json', report: 'removal-report.json' },
] as const;

/** As much of any report, of any version, as a summary tells. */
const reportSchema = z.object({
  run: z.object({ now: z.string(), startedBy: z.string().nullish() }),
  status: z.string(),
  error: z.object({ name: z.string(), message: z.string() }).nullish(),
  revision: z.number().nullish(),
  published: z.object({ revision: z.number() }).nullish(),
});

/** `20261122T100000Z-1a2b3c4d`: runs are named by when they began. */
const runPattern = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{8}$/;

/** When a run began, by its name; `null`: it is the name of no run. */
export function timeOfRun(run: string): string | null {
  const [, year, month, day, hour, minute, second] = runPattern.exec(run) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

/** The runs among the folders of a link's reports, the newest first. */
export function runsIn(folders: readonly string[]): readonly string[] {
  return folders.filter((name) => timeOfRun(name) !== null).toReversed();
}

/** Which file of a run's folder tells how it ended; `null`: it left none that does. */
export function reportNameIn(names: readonly string[]): string | null {
  return kinds.find(({ report }) => names.includes(report))?.report ?? null;
}

/** What is told of a run, by what lies in its folder; `null`: that tells of no run. */
export function runSummary(
  run: string,
  names: readonly string[],
  report: { readonly address: string; readonly text: string } | null,
): RunSummary | null {
  const is =
    kinds.find((one) => names.includes(one.report)) ??
    kinds.find((one) => names.includes(one.plan));
  if (!is) return null;
  const { kind } = is;
  const at = timeOfRun(run);
  const begun = { run, kind, at, startedBy: null, revision: null, error: null };
  if (report === null) return { ...begun, status: 'unfinished', report: null };
  const said = reportSchema.safeParse(parseJson(report.text)).data;
  if (!said) return { ...begun, status: 'unreadable', report: report.address };
  return {
    run,
    kind,
    at: said.run.now,
    startedBy: said.run.startedBy ?? null,
    status: said.status,
    revision: said.revision ?? said.published?.revision ?? null,
    error: said.error ?? null,
    report: report.address,
  };
}
