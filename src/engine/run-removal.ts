import * as z from 'zod';
import type { RemoveRequest } from '../contract/removal/request.ts';
import { removalResultSchema, type RemovalResult } from '../contract/removal/result.ts';
import { removalDocument } from '../domain/run/result-document.ts';
import { errorOfEnd } from './execution.ts';
import { runToEnd, type RunEnvironment } from './run-to-end.ts';

/** Who asks for a removal in process: a person, or the end of the environment. */
export type AskedRemoval =
  RemoveRequest | (Pick<RemoveRequest, 'app' | 'env'> & { readonly startedBy: 'expiry' });

/** State data that say what a removal has come to. */
const removedSchema = z.object({ outcome: z.object({ result: removalResultSchema() }) });

/** Runs a removal to its end in this process; also one whose own first or last step broke has a result. */
export async function runRemoval(
  asked: AskedRemoval,
  environment: RunEnvironment,
): Promise<RemovalResult> {
  const { slices, end } = await runToEnd('remove-auth', asked, environment);
  const told = removedSchema.safeParse(slices).data?.outcome.result;
  if (told && (told.error || end.status === 'SUCCEEDED')) return told;
  const bad = { status: 'failed' as const, error: errorOfEnd(end) };
  return told ? { ...told, ...bad } : removalDocument.ofBadEnd({ ...bad, findings: [] });
}
