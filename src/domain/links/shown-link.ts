import type { RunSummary, ShownLink, WhoCanWhat } from '../../contract/links/show.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { isTombstone } from '../../contract/manifest.ts';
import type { Report } from '../../contract/report.ts';
import { identityPoolLink, ownerLink, roleLink, userPoolLink } from './console-links.ts';
import { entryAt, linkEntry } from './link-entry.ts';
import { standsRemoved, type StandingLink } from './standing-link.ts';

/** What is known of a link beside the link itself. */
export type LinkSurroundings = {
  /** Where its files lie. */
  readonly address: string;
  /** How people find what lies at a key of the store. */
  readonly addressOf: (key: string) => string;
  readonly runs: readonly RunSummary[];
  /** The last import that ended well. */
  readonly lastGood: Report | null;
  /** Whether there is a console in which its parts are seen. */
  readonly hasConsole: boolean;
  readonly now: Date;
};

/** All that is known of a link, as people and programs are told it. */
export function shownLink(standing: StandingLink, known: LinkSurroundings): ShownLink {
  const { item, manifest } = standing;
  const { request, intent } = item;
  const { hasConsole } = known;
  const inConsole = <Id>(link: (id: Id) => string | null, id: Id) => (hasConsole ? link(id) : null);
  const region = regionOfPool(request?.userPoolId ?? '');
  const clients = item.published ?? request;
  return {
    ...entryAt(linkEntry(standing), known.now),
    published:
      manifest === null || isTombstone(manifest)
        ? null
        : { address: known.address, revision: manifest.revision, files: manifest.files },
    request,
    pools: {
      userPool: poolOf(request?.userPoolId, (id) => inConsole(userPoolLink, id)),
      identityPool: poolOf(request?.identityPoolId, (id) => inConsole(identityPoolLink, id)),
      webClientId: clients?.webClientId ?? null,
      nativeClientId: clients?.nativeClientId ?? null,
    },
    ledger: item.ledger.map(({ roleArn, policyName, sha256 }) => ({
      roleArn,
      policyName,
      sha256,
      console: region === '' ? null : inConsole((arn) => roleLink(arn, region), roleArn),
    })),
    targets: targetsOf(standing),
    lease: leaseOf(standing, (owner) => inConsole(ownerLink, owner)),
    intent: intent && {
      run: intent.runId,
      committed: standing.isCommitted,
      plan: known.addressOf(intent.plan.key),
      roles: intent.roles.map(({ roleArn, policyName }) => ({ roleArn, policyName })),
    },
    runs: [...known.runs],
    whoCanWhat: standsRemoved(standing) ? null : whoCanWhatBy(known.lastGood),
  };
}

function poolOf(id: string | null | undefined, link: (id: string) => string | null) {
  return id ? { id, console: link(id) } : null;
}

function targetsOf({ item }: StandingLink): ShownLink['targets'] {
  return (item.push?.targets ?? []).map(
    ({ id, kind, status, wroteAt, build, invalidation, error, keys }) => ({
      id,
      kind,
      status,
      wroteAt,
      build,
      invalidation,
      error,
      wrote: Object.fromEntries(Object.entries(keys).map(([name, { after }]) => [name, after])),
    }),
  );
}

function leaseOf(
  { item, isHeld }: StandingLink,
  link: (owner: string) => string | null,
): ShownLink['lease'] {
  const { owner, fence, takenAt, heartbeatUntil } = item.lease;
  if (owner === null) return null;
  return { owner, fence, takenAt, heartbeatUntil, alive: isHeld, console: link(owner) };
}

function whoCanWhatBy(report: Report | null): WhoCanWhat | null {
  if (report === null) return null;
  const { run, access, whoCan } = report;
  return { run: run.id, at: run.now, access, whoCan };
}
