import * as z from 'zod';
import { listing } from '../text.ts';
import { poolAddress } from './client-fact.ts';
import { catalogue, entry } from './entry.ts';
import { once } from '../when-asked.ts';

const groupPlace = once(() => z.strictObject({ name: z.string(), precedence: z.number().int() }));

/** Findings about the groups of the user pool. */
export const groupCatalogue = catalogue(() => ({
  GROUP_NOT_FOUND: entry({
    severity: 'error',
    meaning: 'The request grants something to a group that the user pool does not have.',
    facts: () => ({ group: z.string(), userPool: z.string(), groups: z.array(z.string()) }),
    agreed: [],
    subject: ({ group }) => group,
    message: ({ group, userPool }) =>
      `The request grants something to the group ${group}, which the user pool ${userPool} does not have.`,
    found: ({ groups }) => listing(groups) || 'no group',
    needed: ({ group }) => group,
    resolution: 'Name a group of the pool, or create it.',
    look: 'aws cognito-idp list-groups --region <region> --user-pool-id <userPoolId>',
    values: poolAddress,
  }),
  GROUPS_CUT: entry({
    severity: 'info',
    meaning:
      'The pool has more than 60 groups: the first 60 and those that the request names were read and are published.',
    facts: () => ({ userPool: z.string() }),
    agreed: [],
    subject: ({ userPool }) => userPool,
    resolution:
      'Nothing to do, unless the app needs the precedence of another group; a group that the request names is read.',
  }),
  GROUP_PRECEDENCE_TIED: entry({
    severity: 'warning',
    meaning:
      'Groups with different roles share a precedence, so a member of both gets no preferred role.',
    facts: () => ({
      group: z.string(),
      first: z.string(),
      userPool: z.string(),
      /** What both have; `null`: none. */
      precedence: z.number().int().nullable(),
      proposal: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('free'), precedence: z.number().int() }),
        /** Groups behind the tie, the last of them first, which must make room. */
        z.strictObject({ kind: z.literal('no room'), behind: z.array(groupPlace()) }),
        z.strictObject({ kind: z.literal('groups not read') }),
      ]),
    }),
    agreed: ['first', 'precedence'],
    subject: ({ group }) => group,
    message: ({ group, first, precedence }) =>
      `The groups ${first} and ${group} ${precedence === null ? 'have no precedence' : `share the precedence ${precedence}`} and have different roles, so a member of both gets no preferred role.`,
    resolution: 'Give each group with a role a precedence of its own.',
    advice: tieAdvice,
    command:
      'aws cognito-idp update-group --region <region> --user-pool-id <userPoolId> --group-name=<group> --precedence <precedence>',
    values: ({ group, userPool, proposal }) =>
      proposal.kind === 'free'
        ? { ...poolAddress({ userPool }), group, precedence: String(proposal.precedence) }
        : undefined,
  }),
}));

type Tie = {
  readonly group: string;
  readonly first: string;
  readonly precedence: number | null;
  readonly proposal:
    | { readonly kind: 'free'; readonly precedence: number }
    | {
        readonly kind: 'no room';
        readonly behind: readonly z.infer<ReturnType<typeof groupPlace>>[];
      }
    | { readonly kind: 'groups not read' };
};

/** What people have to decide of a tie, and what it needs before they can. */
function tieAdvice({ group, first, precedence, proposal }: Tie): string {
  switch (proposal.kind) {
    case 'free': {
      const wins = precedence === null || proposal.precedence < precedence ? group : first;
      return `Decide whose role a member of both shall have; by the command it is that of ${wins}, and no other group changes its place.`;
    }
    case 'no room': {
      const places = proposal.behind.map(({ name, precedence: at }) => `${name} (${at})`);
      const room =
        places.length > 0
          ? `give the groups behind them higher ones, the last first: ${listing(places)}; then`
          : 'renumber the groups, and';
      return `Decide which of ${first} and ${group} comes first. No precedence is free beside theirs: ${room} give the other of the two the one that is free.`;
    }
    case 'groups not read':
      return `Decide which of ${first} and ${group} comes first, and give the other a precedence that no group has. Not all groups were read, so none is proposed.`;
  }
}
