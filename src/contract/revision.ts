import * as z from 'zod';
import type { LinkName } from './link.ts';
import { loosely } from './loosely.ts';
import { reportFolder } from './manifest.ts';
import { once } from './when-asked.ts';

/** `revisions/<n>.json` among the reports of a link: which run made a revision. Its plan holds the request. */
export const revisionNoteSchema = once(() =>
  loosely(
    z.strictObject({
      run: z.string(),
      /** The last run that emitted policies without changing a file; left out: the one that made the revision. */
      emittedBy: z.string().optional(),
    }),
  ),
);
export type RevisionNote = z.infer<ReturnType<typeof revisionNoteSchema>>;

/** Key of the note of a revision. */
export function revisionNoteKey(link: LinkName, revision: number): string {
  return `${reportFolder(link, 'revisions')}/${revision}.json`;
}
