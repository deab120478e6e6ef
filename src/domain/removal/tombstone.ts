import type { LinkName } from '../../contract/link.ts';
import type { tombstoneSchema } from '../../contract/manifest.ts';
import type * as z from 'zod';

/** The exact bytes of a tombstone: equal for equal links and revisions. */
export function tombstoneText({ app, env }: LinkName, revision: number): string {
  const tombstone: z.infer<ReturnType<typeof tombstoneSchema>> = {
    version: '1',
    app,
    env,
    revision,
    removed: true,
    files: [],
  };
  return `${JSON.stringify(tombstone, null, 2)}\n`;
}
