import { linkLabel } from '../contract/link.ts';
import type { Found } from '../contract/slices.ts';
import type { StateName, StateOutput } from '../contract/states.ts';
import { plural } from '../contract/text.ts';

/** What a state found, in a few words; `bad`: it ended well, and what it says is no success to people. */
type Note = string | { readonly bad: string };

/** The note of each state, from the slice that it gives. */
export type StateNotes = { readonly [Name in StateName]: (output: StateOutput<Name>) => Note };

const nothingToSay = () => '';

export const stateNotes: StateNotes = {
  'Read request': ({ outcome, link }) =>
    outcome !== null || link === null ? { bad: 'cannot be read' } : linkLabel(link),
  'Take lease': nothingToSay,
  'Validate user pool': findingsNote,
  'Validate identity pool': findingsNote,
  'Plan role policies': ({ errors, changes, hash }) =>
    errors !== null && errors > 0
      ? plural(errors, 'error')
      : `${plural(changes ?? 0, 'change')}, plan ${hash?.slice(0, 19)}…`,
  'Apply role policies': ({ written, deleted }) =>
    `${plural(written, 'policy', 'policies')} written, ${deleted} deleted`,
  'Publish config': ({ revision, filesWritten }) =>
    `revision ${revision}, ${plural(filesWritten, 'file')} written`,
  'Record link': nothingToSay,
  'Undo role policies': ({ restored }) => `${plural(restored?.length ?? 0, 'role')} restored`,
  'Close run': ({ status }) => status,
  'Read push request': nothingToSay,
  'Record push': nothingToSay,
  'Close push': nothingToSay,
};

function findingsNote({ findings, findingsFile }: Found): string {
  if (findingsFile) return `${findingsFile.count} findings, ${findingsFile.errors} of them errors`;
  if (findings.length === 0) return 'no findings';
  return findings.map(({ severity, code }) => `${severity}: ${code}`).join(', ');
}
