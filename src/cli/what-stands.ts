import type { LinkName } from '../contract/link.ts';
import type { Result } from '../contract/result.ts';
import type { Slice } from '../contract/slices.ts';
import type { StateName } from '../contract/states.ts';
import type { Progress } from '../engine/progress.ts';
import { unlessInterrupted } from './interruption.ts';
import { showCommand } from '../contract/store-words.ts';

/** The states by which runs begin to write on what is not their own. */
const firstWrites: readonly StateName[] = [
  'Apply role policies',
  'Undo role policies',
  'Push target',
  'Publish tombstone',
];

/** The states by which they end in order: what is said of the end then says what stands. */
const closing: readonly StateName[] = ['Close run', 'Close push', 'Close removal'];

/** A run that is followed, for whoever ends it on the way. */
export type FollowedRun = {
  readonly progress: Progress;
  /** What may stand of it, and what to do, in a line. */
  readonly whatStands: () => string;
  /** A result with that in its error, where the run has written and then could not close. */
  readonly withWhatStands: <Ended extends Pick<Result, 'error'>>(result: Ended) => Ended;
};

/** Follows a run from its begin to its end, or to a Ctrl-C that ends it: `null`. */
export function untilEnd<Ended extends Pick<Result, 'error'>>(
  run: (followed: { readonly progress: Progress; readonly signal: AbortSignal }) => Promise<Ended>,
  ...followed: Parameters<typeof followRun>
): Promise<Ended | null> {
  const { progress, whatStands, withWhatStands } = followRun(...followed);
  return unlessInterrupted(
    async (signal) => withWhatStands(await run({ progress, signal })),
    whatStands,
  );
}

/** Follows a run of a link in a store; `again`: what the same command does once more with what it has begun. */
export function followRun(
  progress: Progress,
  store: string,
  again: 'finishes or undoes that' | 'goes on from there',
): FollowedRun {
  let link: LinkName | null = null;
  let begun: string | null = null;
  let isOpen = false;
  /** What has ended before in the same command: an import, whose push follows. */
  let done: string | null = null;
  const whatStands = () => {
    const look = link === null ? '' : ` What is open: ${showCommand(link, store)}`;
    if (done !== null) return `${done} Its push goes on with "amplify-import push".${look}`;
    if (begun === null) return 'Nothing was written: start it again.';
    return `"${begun}" had begun, and what it wrote may stand: the same command again ${again}.${look}`;
  };
  return {
    progress: {
      ...progress,
      entered: (state, items) => {
        if (firstWrites.some((name) => name === state)) {
          begun ??= state;
          isOpen = true;
        }
        progress.entered(state, items);
      },
      left: (state, milliseconds, output, items) => {
        // The first state of each machine says which link it understood.
        link ??= (output as { readonly link?: LinkName | null }).link ?? null;
        if (closing.includes(state)) isOpen = false;
        if (state === 'Close run') done = doneText(output as Slice<'outcome'>);
        progress.left(state, milliseconds, output, items);
      },
    },
    whatStands,
    withWhatStands: (result) => {
      const { error } = result;
      if (!error || !isOpen) return result;
      return { ...result, error: { ...error, message: `${error.message}\n${whatStands()}` } };
    },
  };
}

/** What an import has come to that has ended well; `null`: it has not, and no push follows. */
function doneText({ status, result }: Slice<'outcome'>): string | null {
  if (status !== 'published' && status !== 'unchanged') return null;
  const revision = result.published ? `, revision ${result.published.revision}` : '';
  return `The import has ended (${status}${revision}) and is recorded.`;
}
