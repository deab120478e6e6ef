import * as z from 'zod';
import type { PushRequest } from '../contract/push/request.ts';
import { pushResultSchema, type PushResult } from '../contract/push/result.ts';
import { pushDocument } from '../domain/run/result-document.ts';
import { errorOfEnd } from './execution.ts';
import { runToEnd, type EndedRun, type RunEnvironment } from './run-to-end.ts';

/** Runs a push to its end in this process. */
export async function runPush(
  asked: PushRequest,
  environment: RunEnvironment,
): Promise<PushResult> {
  return resultOfPush(await runToEnd('push-auth', asked, environment));
}

/** State data that say what a push has come to. */
const pushedSchema = z.object({ outcome: z.object({ result: pushResultSchema() }) });

/** What a push has come to: also one whose own first or last step broke, or that the bus took no event of. */
export function resultOfPush({ slices, end }: EndedRun): PushResult {
  const told = pushedSchema.safeParse(slices).data?.outcome.result;
  if (told && (told.error || end.status === 'SUCCEEDED')) return told;
  const bad = { status: 'failed' as const, error: errorOfEnd(end) };
  return told ? { ...told, ...bad } : pushDocument.ofBadEnd({ ...bad, findings: [] });
}
