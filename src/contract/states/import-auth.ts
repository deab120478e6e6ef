import * as z from 'zod';
import { allNull, nullUntilFilled, orNull } from '../laid-out.ts';
import { linkLabel } from '../link.ts';
import { storedPairedRequestSchema } from '../request.ts';
import { slices, type Found, type Slice } from '../slices.ts';
import { plural } from '../text.ts';
import { startSchema } from './start.ts';
import { endNote, nothingToSay, state, type Note } from './state.ts';
import { targetReads } from './target-needs.ts';

/** The states of `import-auth` and the data between them. */

/**
 * The state data as "Read request" lays it out. The run is known from the beginning; of the plan only
 * the leaves are null, because "Announce config" reads one of them where no plan was made.
 */
const laidOut = () => ({ ...nullUntilFilled(slices), run: slices.run, plan: slices.plan });
const importDataSchema = () => z.strictObject(laidOut());
export type ImportData = z.infer<ReturnType<typeof importDataSchema>>;

/** The state data of a run that has only just begun. */
export function emptyImport(begun: Slice<'run'>): ImportData {
  return { ...allNull(slices), run: begun, plan: allNull(slices.plan.shape) };
}

const begun = () => ({ request: slices.request, link: slices.link, run: slices.run });
/** For whoever reads the lists of the request: see `wholeRequest`. */
const asked = () => ({ ...begun(), requestFile: orNull(slices.requestFile) });
const held = () => ({ link: slices.link, run: slices.run, lease: slices.lease });

export const importStates = {
  'Read request': state({
    entry: true,
    input: () => startSchema(),
    output: importDataSchema,
    needs: ['linkStore', 'userPools', 'lateConfigStore'],
    note: (data) =>
      data.outcome !== null || data.link === null
        ? { bad: 'cannot be read' }
        : linkLabel(data.link),
  }),
  'Take lease': state({
    input: () => z.object({ link: slices.link, run: slices.run }),
    output: () => slices.lease,
    needs: ['linkStore', 'owners'],
    note: nothingToSay,
  }),
  'Validate user pool': state({
    input: () => z.object(asked()),
    output: () => slices.userPool,
    needs: ['userPools', 'central', 'configStore'],
    note: findingsNote,
  }),
  'Validate identity pool': state({
    input: () =>
      z.object({ ...asked(), request: storedPairedRequestSchema(), userPool: slices.userPool }),
    output: () => slices.identityPool,
    needs: ['identityPools', 'central', 'roles', 'configStore'],
    note: findingsNote,
  }),
  'Plan role policies': state({
    input: () =>
      z.object({
        ...asked(),
        lease: slices.lease,
        userPool: slices.userPool,
        identityPool: orNull(slices.identityPool),
      }),
    output: () => slices.plan,
    needs: ['linkStore', 'configStore', 'resources', ...targetReads],
    note: ({ errors, changes, shown, hash }) => {
      if (errors) return { bad: plural(errors, 'error') };
      const isNotedOnly = shown === 0 && changes !== null && changes > 0;
      const told = isNotedOnly
        ? 'only a note on the link'
        : plural(shown ?? changes ?? 0, 'change');
      return `${told}, plan ${hash?.slice(0, 19)}…`;
    },
  }),
  'Apply role policies': state({
    input: () => z.object({ ...held(), plan: slices.plan }),
    output: () => slices.applied,
    needs: ['linkStore', 'configStore', 'roles'],
    note: ({ written, deleted }) =>
      `${plural(written, 'policy', 'policies')} written, ${deleted} deleted`,
  }),
  'Publish config': state({
    input: () => z.object({ ...held(), plan: slices.plan }),
    output: () => slices.published,
    needs: ['linkStore', 'configStore'],
    note: ({ revision, filesWritten }) =>
      `revision ${revision}, ${plural(filesWritten, 'file')} written`,
  }),
  'Record link': state({
    input: () => z.object(held()),
    output: () => slices.recorded,
    needs: ['linkStore', 'configStore'],
    note: nothingToSay,
  }),
  'Undo role policies': state({
    input: () =>
      z.object({ ...begun(), lease: orNull(slices.lease), failure: orNull(slices.failure) }),
    output: () => slices.undone,
    needs: ['linkStore', 'configStore', 'roles'],
    note: ({ restored }) => `${plural(restored?.length ?? 0, 'role')} restored`,
  }),
  'Close run': state({
    input: () => z.object({ ...laidOut(), ...begun() }).omit({ outcome: true }),
    output: () => slices.outcome,
    needs: ['linkStore', 'configStore'],
    note: ({ status }) => endNote(status),
  }),
};

/** What refuses the import is no success, though the state has done its work. */
function findingsNote({ findings, findingsFile }: Found): Note {
  const { count, errors } = findingsFile ?? {
    count: findings.length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
  };
  const text = findingsFile
    ? `${count} findings, ${errors} of them errors`
    : findings.map(({ severity, code }) => `${severity}: ${code}`).join(', ') || 'no findings';
  return errors > 0 ? { bad: text } : text;
}
