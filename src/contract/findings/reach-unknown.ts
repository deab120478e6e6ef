import * as z from 'zod';
import { clientsWords, namedClientSchema } from '../named-client.ts';
import { reachSchema, type Reach } from '../pool-settings.ts';
import { catalogue, entry } from './entry.ts';
import { groupRemedyWords, mappingKinds, mappingSchema, remedySchema } from './reach-words.ts';

/** Findings about grants of which nobody can say beforehand whom they reach. */
export const unknownReachCatalogue = catalogue(() => ({
  GRANT_REACH_UNKNOWN: entry({
    severity: {
      usually: 'warning',
      of: ({ trigger }) => (trigger && isCovered(trigger) ? 'info' : 'warning'),
    },
    meaning:
      'Which signed-in users receive a grant depends on the roles of groups that were not read, or on what a trigger writes into tokens.',
    facts: () => ({
      role: z.string(),
      clients: z.array(namedClientSchema()).readonly(),
      mappings: z.array(mappingSchema()).readonly(),
      /** The trigger before tokens are made may name any group and role; `null`: there is none. */
      trigger: z
        .strictObject({
          /** Whom the role reaches where the trigger leaves groups and roles as they are. */
          byGroups: reachSchema(),
          /** What the groups could be granted that are led to other roles then. */
          remedy: remedySchema(),
        })
        .readonly()
        .nullable(),
    }),
    agreed: ['mappings'],
    subject: ({ role }) => role,
    message({ role, clients: through, mappings: those, trigger }) {
      const denies = those.some(({ otherwise }) => otherwise === 'Deny');
      const made = `Grants to signed-in users are made on the authenticated role ${role}.`;
      if (trigger)
        return `${made} Which of those who sign in through ${clientsWords(through)} receive them depends on the pre token generation trigger of the user pool, which may name any role in a token; where it leaves groups and roles as they are, ${byGroupsWords(trigger.byGroups)}.`;
      return (
        `${made} Which of those who sign in through ${clientsWords(through)} receive them depends on the roles of their groups, and not all groups were read: ` +
        (denies
          ? 'users get that role only where it is the role of a group that they are in.'
          : 'members of a group with another role will not get this; everybody else does.')
      );
    },
    found: ({ mappings: those }) => mappingKinds(those),
    needed: ({ trigger }) =>
      trigger ? 'a trigger that names this role' : 'the roles of all groups',
    resolution:
      'Look at the groups that were not read, and at the trigger; grant it to the groups that have a role of their own as well.',
    advice({ trigger }) {
      if (!trigger)
        return 'Look at the groups that were not read; grant it to those that have a role of their own as well.';
      if (isCovered(trigger)) return 'Nothing to do, unless the trigger names other roles.';
      const look =
        'Nothing to do if the trigger names this role as `preferredRole` for all whom the grant is for.';
      if (trigger.remedy.kind !== 'offer') return look;
      return `${look} ${groupRemedyWords(trigger.remedy, { ...noRemedy, offer: 'Else grant it to the groups as well' })}`;
    },
  }),
}));

type Trigger = {
  readonly byGroups: Reach;
  readonly remedy: z.infer<ReturnType<typeof remedySchema>>;
};

/** Whether everybody has the grant as long as the trigger names no other role. */
function isCovered({ byGroups, remedy }: Trigger): boolean {
  return byGroups === 'everyone' || (byGroups === 'ungrouped' && remedy.kind === 'granted already');
}

function byGroupsWords(reach: Reach): string {
  const words: Readonly<Record<Reach, string>> = {
    everyone: 'all of them do',
    ungrouped: 'only those in no group with another role do',
    some: 'only those in a group with this role do',
    nobody: 'none of them does',
    unknown: 'it depends on groups that were not read',
  };
  return words[reach];
}

const noRemedy = { 'no groups': '', 'granted already': '', 'own folders': '' } as const;
