import { InvalidRequest } from '../../contract/errors/run-errors.ts';
import { linkLabel, type LinkName } from '../../contract/link.ts';
import { manifestSchema, reportFolder } from '../../contract/manifest.ts';
import type { Plan } from '../../contract/plan.ts';
import { revisionNoteKey, revisionNoteSchema } from '../../contract/revision.ts';
import { parseJson } from '../../domain/canonical.ts';
import { requestAgain } from '../../domain/links/request-again.ts';
import type { ConfigStore } from '../config/port.ts';
import { parsePlan } from '../run/plan-store.ts';
import { unlessChanged } from '../run/unless-changed.ts';
import { knownRevisions, requireRevision, type HistoryReading } from './known-revisions.ts';

type Readable = Pick<ConfigStore, 'read'>;

/** The run that made a revision; `null`: nobody has noted it. */
export async function runOfRevision(
  link: LinkName,
  revision: number,
  store: Readable,
): Promise<string | null> {
  const stored = await store.read(revisionNoteKey(link, revision));
  return revisionNoteSchema().safeParse(parseJson(stored?.text ?? '')).data?.run ?? null;
}

/** The folder of the files that a run has committed; `null`: its plan is gone, or committed none. */
export async function committedFolder(
  link: LinkName,
  run: string,
  store: Readable,
): Promise<string | null> {
  const plan = await planOfRun(link, run, store);
  return manifestSchema().safeParse(parseJson(plan?.manifest ?? '')).data?.folder ?? null;
}

/**
 * The request that made a revision, as somebody would write it again; `null`: nothing is known of the link.
 *
 * @throws InvalidRequest when there is no such revision, or its request is not known
 */
export async function requestOfRevision(
  link: LinkName,
  revision: number,
  services: HistoryReading,
): Promise<Readonly<Record<string, unknown>> | null> {
  const known = await knownRevisions(link, services);
  if (known === null) return null;
  requireRevision(link, revision, known);
  const run = await runOfRevision(link, revision, services.configStore);
  const plan = run === null ? null : await planOfRun(link, run, services.configStore);
  if (plan) return requestAgain(plan.request);
  const why =
    run === null
      ? 'nobody has noted which run made it, as versions before this one did not'
      : `the plan of the run ${run} that made it is gone`;
  throw new InvalidRequest(
    `The request of revision ${revision} of ${linkLabel(link)} is not known: ${why}.`,
    'Take the request of another revision, and change it to what this one was.',
  );
}

/** The plan of a run; `null`: it is gone. */
export async function planOfRun(
  link: LinkName,
  run: string,
  store: Readable,
): Promise<Plan | null> {
  const key = `${reportFolder(link, run)}/plan.json`;
  const stored = await store.read(key);
  return stored && unlessChanged(async () => parsePlan(key, stored.text));
}
