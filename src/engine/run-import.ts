import * as z from 'zod';
import { pushResultSchema } from '../contract/push/result.ts';
import { resultSchema, type Result } from '../contract/result.ts';
import { causeText } from '../domain/findings/failure-cause.ts';
import type { ExecutionEnd } from './execution.ts';
import { runToEnd, type EndedRun, type RunEnvironment } from './run-to-end.ts';

/** Runs an import to its end in this process, and the push that its event starts. */
export async function runImport(input: unknown, environment: RunEnvironment): Promise<Result> {
  const run = await runToEnd('import-auth', input, environment);
  const result = resultIn(run.slices) ?? {
    status: 'failed',
    error: errorOf(run.end),
    findings: [],
  };
  const push = pushOf(run);
  return push ? { ...result, push } : result;
}

/** State data that say how the run ended, whether it ended well or not. */
const concludedSchema = z.object({ outcome: z.object({ result: resultSchema }) });

/** State data that say what a push has come to. */
const pushedSchema = z.object({ outcome: z.object({ result: pushResultSchema }) });

/** `null`: its own first or last step broke, and nothing but the error is known. */
function resultIn(slices: unknown): Result | null {
  return concludedSchema.safeParse(slices).data?.outcome.result ?? null;
}

function pushOf({ started }: EndedRun): Result['push'] {
  const push = started.findLast(({ machine }) => machine === 'push-auth');
  if (!push) return undefined;
  const told = pushedSchema.safeParse(push.slices).data?.outcome.result;
  const { revision = null, targets = [], report } = told ?? {};
  return {
    ...(push.end.status === 'SUCCEEDED'
      ? { status: 'pushed' as const }
      : { status: 'failed' as const, error: told?.error ?? errorOf(push.end) }),
    revision,
    targets,
    ...(report !== undefined && { report }),
  };
}

function errorOf(end: ExecutionEnd): { name: string; message: string } {
  if (end.status === 'FAILED') return { name: end.error, message: causeText(end.cause) };
  return { name: 'StateDataFault', message: 'The run ended without an outcome.' };
}
