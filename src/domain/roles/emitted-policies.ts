import { canonicalJson, parseJson } from '../canonical.ts';
import { countErrors } from '../findings/severity.ts';
import type { Delivery } from './delivery.ts';
import { emittedFiles, emittedFolder } from './emitted-files.ts';

/**
 * The import writes each policy as a file, and its owner puts it on the role. What a role holds is the
 * owner's work then, in the owner's words: no part of a plan's hash, and nothing that a ledger knows.
 */
export const emittedPolicies: Delivery = {
  named: { rolePolicies: 'emit' },
  participle: 'emitted',
  folder: emittedFolder,
  askedOwners: () => null,
  hashView: ({ after }) => ({
    before: null,
    after: after === null ? null : canonicalJson(parseJson(after)),
  }),
  verb({ before, after }) {
    if (before === after) return 'keep';
    return after === null ? 'leave in place' : 'emit';
  },
  summary({ restoredFirst }) {
    const nothing =
      restoredFirst.length > 0
        ? 'Nothing is written on a role, but that what an import that died had found there is restored'
        : 'Nothing is written on a role';
    return `${nothing}: the policies are emitted as files, for the owners of the roles.`;
  },
  files: (plan) => (countErrors(plan.findings) > 0 ? [] : emittedFiles(plan)),
  carriedOut: () => null,
  ledger: (_, { ledger, undone }) => ({ ledger, undone }),
  certainLedger: () => [],
};
