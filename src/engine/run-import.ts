import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { updateLink } from '../procedures/link/link-updates.ts';
import type { Services } from '../procedures/ports.ts';
import type { Result } from '../contract/result.ts';
import type { Slice } from '../contract/slices.ts';
import { causeText } from '../domain/findings/failure-cause.ts';
import { heartbeatValiditySeconds, nextHeartbeat } from '../domain/link/lease.ts';
import type { MatchedEvent } from './folder-bus.ts';
import { definitions } from './machines.ts';
import {
  runMachine,
  type EventSink,
  type Execution,
  type ExecutionEnd,
  type Progress,
} from './run-machine.ts';

/** Where a run in process finds and leaves things. */
export type RunEnvironment = {
  readonly services: Services;
  readonly putEvents: EventSink;
  /** Events that start a machine in this command; the stack's bus starts its own. */
  readonly matched: readonly MatchedEvent[];
  readonly progress: Progress;
  readonly retryInterval?: number;
};

/** Runs an import to its end in this process, and the push that its event starts. */
export async function runImport(input: unknown, environment: RunEnvironment): Promise<Result> {
  const execution = executionOf(input, environment);
  const watch = watchRun(execution);
  try {
    const end = await runMachine(definitions['import-auth'], {
      ...execution,
      progress: watch.progress,
    });
    const result = watch.outcome()?.result ?? brokenResult(end);
    const push = await pushMatched(environment);
    return push ? { ...result, push } : result;
  } finally {
    watch.stop();
  }
}

/** The owner's name tells other runs which process of which host to look for. */
export function localExecutionId(): string {
  return `local:${hostname()}:${process.pid}:${randomUUID()}`;
}

function executionOf(input: unknown, environment: RunEnvironment): Execution {
  const { services, putEvents, progress, retryInterval } = environment;
  return {
    id: localExecutionId(),
    name: randomUUID(),
    input,
    services,
    putEvents,
    progress,
    ...(retryInterval !== undefined && { retryInterval }),
  };
}

/** Keeps the lease alive while the run lives, and catches the outcome as the states give it. */
function watchRun({ id, services, progress }: Execution) {
  let outcome: Slice<'outcome'> | null = null;
  let link: Slice<'link'> | null = null;
  let heartbeat: NodeJS.Timeout | undefined;
  const beat = (leased: Slice<'link'>) =>
    updateLink(services.linkStore, leased, (item) =>
      item.lease.owner === id
        ? { ...item, lease: { ...item.lease, heartbeatUntil: nextHeartbeat(id, services.now()) } }
        : item,
    ).catch(() => undefined); // A beat that fails is made up for by the next one, or ends the lease.
  return {
    progress: {
      ...progress,
      left: (state: string, milliseconds: number, output: unknown) => {
        const slices = output as { link?: Slice<'link'>; outcome?: Slice<'outcome'> };
        if (state === 'Read request')
          [link, outcome] = [slices.link ?? null, slices.outcome ?? null];
        if (state === 'Close run') outcome = output as Slice<'outcome'>;
        if (state === 'Take lease' && link) {
          const leased = link;
          const pause = (heartbeatValiditySeconds * 1000) / 3;
          heartbeat = setInterval(() => void beat(leased), pause).unref();
        }
        progress.left(state, milliseconds, output);
      },
    } satisfies Progress,
    outcome: () => outcome,
    stop: () => clearInterval(heartbeat),
  };
}

/** The result of a run whose own first or last step broke: nothing but the error is known. */
function brokenResult(end: ExecutionEnd): Result {
  const error =
    end.status === 'FAILED'
      ? { name: end.error, message: causeText(end.cause) }
      : { name: 'StateDataFault', message: 'The run ended without an outcome.' };
  return { status: 'failed', error, findings: [] };
}

async function pushMatched(environment: RunEnvironment): Promise<Result['push'] | null> {
  let push: Result['push'] | null = null;
  for (const { machine, event } of environment.matched) {
    const end = await runMachine(definitions[machine], executionOf(event, environment));
    push =
      end.status === 'SUCCEEDED'
        ? { status: 'pushed' }
        : { status: 'failed', error: { name: end.error, message: causeText(end.cause) } };
  }
  return push;
}
