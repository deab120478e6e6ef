import * as z from 'zod';
import { resultSchema, type Result } from '../contract/result.ts';
import { errorOfEnd } from './execution.ts';
import { resultOfPush } from './run-push.ts';
import { runToEnd, type EndedRun, type RunEnvironment } from './run-to-end.ts';

/** Runs an import to its end in this process, and the push that its event starts. */
export async function runImport(input: unknown, environment: RunEnvironment): Promise<Result> {
  const run = await runToEnd('import-auth', input, environment);
  const result = resultIn(run.slices) ?? {
    status: 'failed',
    error: errorOfEnd(run.end),
    findings: [],
  };
  const push = pushOf(run);
  return push ? { ...result, push } : result;
}

/** State data that say how the run ended, whether it ended well or not. */
const concludedSchema = z.object({ outcome: z.object({ result: resultSchema() }) });

/** `null`: its own first or last step broke, and nothing but the error is known. */
function resultIn(slices: unknown): Result | null {
  return concludedSchema.safeParse(slices).data?.outcome.result ?? null;
}

function pushOf({ started }: EndedRun): Result['push'] {
  const push = started.findLast(({ machine }) => machine === 'push-auth');
  if (!push) return undefined;
  const { error, revision, targets, report } = resultOfPush(push);
  return {
    ...(error ? { status: 'failed', error } : { status: 'pushed' }),
    revision,
    targets,
    ...(report !== undefined && { report }),
  };
}
