import { LinkNotRecorded } from '../../contract/errors/run-errors.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import { isTombstone } from '../../contract/manifest.ts';
import type { ValueSource } from '../../contract/push/published.ts';
import type { PushPlan } from '../../contract/push/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { StateInput, StateOutput } from '../../contract/states.ts';
import { requireLease } from '../../domain/link/lease.ts';
import {
  planTargets,
  type KnownTargets,
  type TargetPlan,
} from '../../domain/targets/plan-targets.ts';
import { pushHash } from '../../domain/targets/target-hash.ts';
import type { TargetContext } from '../../domain/targets/target-kind.ts';
import { mayHoldOurs } from '../../domain/targets/plan-key.ts';
import { fileHashes } from '../../domain/targets/file-hashes.ts';
import { requestHash } from '../../domain/targets/request-hash.ts';
import { requireKnownTargets } from '../../domain/targets/unknown-targets.ts';
import { readManifest } from '../config/read-manifest.ts';
import { updateHeldLink } from '../link/link-updates.ts';
import type { ConfigStore } from '../config/port.ts';
import type { Services } from '../ports.ts';
import { readTargets } from '../targets/read-targets.ts';
import type { ReadServices } from '../targets/target-steps.ts';
import { configUriOf, openTargets } from './known-targets.ts';
import { pushPlanKey, readPushPlan, storePushPlan } from './push-plan-store.ts';
import type { StoredPlan } from '../run/stored-plan.ts';

type Given = StateInput<'Plan push'>;
type Planned = StateOutput<'Plan push'>;
type PushServices = ReadServices & Pick<Services, 'linkStore' | 'configStore'>;

/**
 * Plans a push from what the link has recorded, and notes on the link that it is open: before anything
 * is written, so that what a push that dies has written stays known. Nothing is opened where a push is
 * only planned, where the link was removed, and where an import died after its commit, which announces
 * again.
 *
 * @throws LinkNotRecorded, LeaseLost, InvalidRequest for a target that is none of the link
 */
export async function planPush(given: Given, services: PushServices): Promise<Planned> {
  const { link, run, push, lease } = given;
  const { linkStore, configStore } = services;
  const { item } = await linkStore.read(link);
  requireLease(item, run.executionId, lease.fence);
  const { revision, request } = item;
  if (revision === null || request === null) throw new LinkNotRecorded(linkLabel(link));
  const stands = await readManifest(link, configStore);
  if (!stands || isTombstone(stands.manifest) || stands.manifest.revision > revision) {
    return nothingToPush;
  }
  const begun = item.push?.open?.plan ?? null;
  if (begun?.key === pushPlanKey(link, run.id)) {
    // A first try of this state has opened it, and its answer was lost.
    return planSliceOf(begun, await readPushPlan(begun, configStore), true);
  }
  const source = valueSourceOf(item, configStore);
  const open = await openTargets(item, configStore);
  const only = onlyOf(push.only, item, open);
  const files = fileHashes(stands.manifest.files, stands.text);
  const known = { held: item.push?.targets ?? [], open };
  const planned =
    source === null
      ? { targets: [], findings: [] }
      : await plannedTargets(given, { item, request, source, known, files, only }, services);
  const plan: PushPlan = {
    version: '1',
    app: link.app,
    env: link.env,
    hash: pushHash(planned.targets),
    revision,
    requestSha256: requestHash(request),
    targets: [...planned.targets],
    findings: [...planned.findings],
  };
  const stored = await storePushPlan(plan, run.id, configStore);
  const isOpen = push.mode === 'push';
  if (isOpen) {
    await updateHeldLink(linkStore, link, run.executionId, lease.fence, (held) => ({
      ...held,
      push: {
        ...(held.push ?? { of: null, targets: [] }),
        open: { plan: stored, at: run.now },
      },
    }));
  }
  return planSliceOf(stored, plan, isOpen);
}

/** What the other states go by: where the plan lies, and the targets that are to be written. */
function planSliceOf(stored: StoredPlan, { revision, targets }: PushPlan, open: boolean): Planned {
  const toWrite = targets
    .filter(({ change }) => change === 'write')
    .map(({ target: id, kind }) => ({ id, kind }));
  return { ...stored, revision, open, targets: toWrite };
}

type Concerned = {
  readonly item: LinkItem;
  readonly request: RunRequest;
  readonly source: ValueSource;
  readonly known: KnownTargets;
  readonly files: TargetContext['files'];
  readonly only: readonly string[] | null;
};

async function plannedTargets(
  { link, run, push }: Given,
  { item, request, source, known, files, only }: Concerned,
  services: PushServices,
): Promise<TargetPlan> {
  const wanted = { request, source, files };
  const { readings, ...world } = await readTargets(item, wanted, known, only, services, 'push');
  const named = (push.only ?? []).filter((id) => id !== failed);
  requireKnownTargets(link, named, { ...wanted, ...world }, known);
  const context = {
    ...wanted,
    ...world,
    startedBy: run.startedBy,
    allowList: services.allowList,
  };
  return planTargets({ ...known, context, readings, only });
}

const nothingToPush: Planned = {
  key: null,
  sha256: null,
  revision: null,
  open: false,
  targets: [],
};

/** What the link has recorded, and where its files lie for `fetch`; `null`: recorded before it was kept. */
function valueSourceOf(
  { app, env, published }: LinkItem,
  store: Pick<ConfigStore, 'address'>,
): ValueSource | null {
  if (published === null) return null;
  return { ...published, app, env, configUri: configUriOf({ app, env }, store) };
}

/** Stands for what failed or was left the last time. */
const failed = 'failed';

/**
 * The targets that are asked for. With them goes what a push that died had begun: its plan, by which alone
 * that is known, is replaced by the new one.
 */
function onlyOf(
  only: Given['push']['only'],
  { push }: LinkItem,
  open: KnownTargets['open'],
): readonly string[] | null {
  if (only === null) return null;
  const bad = (push?.targets ?? []).filter(({ status }) => ['failed', 'left'].includes(status));
  const begun = open.filter(mayHoldOurs).map(({ target }) => target);
  return [...only.flatMap((id) => (id === failed ? bad.map((one) => one.id) : [id])), ...begun];
}
