import * as z from 'zod';
import { roleArnPattern } from '../request.ts';
import { listing } from '../text.ts';
import { admittingStatement, tagAction, webIdentityAction } from '../trust-statement.ts';
import { catalogue, entry, names } from './entry.ts';
import { ruleSchema, ruleWords } from './reach-words.ts';
import { accountInWords, ownerOf } from './role-owner-words.ts';
import { corrected, correctable, trusting } from './trust-correction.ts';
import { once } from '../when-asked.ts';

/** How signed-in users are led to a role beside the authenticated one. */
const handingSchema = once(() =>
  z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('rule'), rule: ruleSchema() }),
    /** The token prefers the role of a group that they are in. */
    z.strictObject({ by: z.literal('group'), group: z.string() }),
  ]),
);
export type Handing = z.infer<ReturnType<typeof handingSchema>>;
const ways = once(() => z.array(handingSchema()).readonly());

/** The codes by which a trust policy lets nobody in whom a role is for. */
const lockedOutSchema = once(() =>
  z.enum([
    'TRUST_MISSING',
    'TRUST_AUD_MISMATCH',
    'TRUST_AMR_MISMATCH',
    'TRUST_DENIES',
    'PRINCIPAL_TAGS_WITHOUT_TAG_SESSION',
  ]),
);
export type LockedOut = z.infer<ReturnType<typeof lockedOutSchema>>;

const whySchema = once(() =>
  z.discriminatedUnion('because', [
    z.strictObject({
      because: z.literal('not found'),
      /** The account that was asked, if it is known, and the role that has the name there. */
      account: z.string().nullable(),
      namesake: z.string().nullable(),
    }),
    z.strictObject({
      because: z.literal('other account'),
      /** Where the import reads roles. */
      account: z.string(),
      partition: z.string(),
    }),
    z.strictObject({
      because: z.literal('trust'),
      /** What keeps them out, by the codes that say it of roles with grants. */
      codes: z.array(lockedOutSchema()).readonly(),
      /** They keep out those alone whose token has one of these claims; left out: all of them. */
      claims: names.optional(),
    }),
  ]),
);
export type WhyUnusable = z.infer<ReturnType<typeof whySchema>>;

/** Findings about roles that rules and groups hand out, without a grant that is made on them. */
export const handedRoleCatalogue = catalogue(() => ({
  ROLE_UNUSABLE: entry({
    severity: { usually: 'warning', of: ({ granted }) => (granted ? 'error' : 'warning') },
    meaning:
      'A rule of a role mapping, or a group, leads users to a role that is not there, is of another account, or does not let them in: they sign in, and get no AWS credentials.',
    facts: () => ({
      ...corrected,
      ways: ways(),
      /** Users who are led to it are granted something. */
      granted: z.boolean(),
      why: whySchema(),
    }),
    agreed: ['ways', 'why'],
    documents: ['corrected'],
    subject: ({ role }) => role,
    message: ({ role, identityPool, principal, ways: those, why }) =>
      `${sentence(waysWords(those))} are led to ${whyWords(why, { role, identityPool, principal })}.`,
    found({ role, why }) {
      if (why.because === 'not found') return why.namesake ?? 'no role of that name';
      return why.because === 'other account' ? ownerOf(role) : listing(why.codes);
    },
    needed(facts) {
      const { why } = facts;
      if (why.because === 'not found') return 'a role that is there';
      if (why.because === 'other account')
        return `a role of ${accountInWords(why.account, why.partition)}`;
      const tags = why.codes.includes('PRINCIPAL_TAGS_WITHOUT_TAG_SESSION');
      const actions = tags ? [webIdentityAction, tagAction] : [webIdentityAction];
      return JSON.stringify(admittingStatement(facts, actions));
    },
    resolution:
      'Make the role one that the users can assume, or let the rule or the group give another one.',
    advice({ why, corrected: policy }) {
      if (why.because === 'other account')
        return 'Let the rule or the group give a role of this account, or run the import in the account of the role.';
      if (why.because === 'not found')
        return 'Create the role, or let the rule or the group give one that is there.';
      return policy === null
        ? 'Change the trust policy of the role by hand, or let the rule or the group give another role.'
        : 'Let the identity pool assume the role; the command writes such a trust policy. Or let the rule or the group give another role.';
    },
    command: correctable.command,
    values: correctable.values,
  }),
  ROLE_NOT_JUDGED: entry({
    severity: 'info',
    meaning:
      'Whether users can assume a role to which a rule of a role mapping, or a group, leads them could not be read.',
    facts: () => ({
      role: trusting.role,
      identityPool: trusting.identityPool,
      ways: ways(),
      action: z.string(),
    }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, ways: those, action }) =>
      `AWS denied ${action} on ${role}, so it was not judged whether ${waysWords(those)} can assume it.`,
    needed: ({ action }) => action,
    resolution:
      'Allow the action to whoever runs the import, or look yourself whether the role is there and trusts the identity pool.',
  }),
}));

function waysWords(those: readonly Handing[]): string {
  const rules = those.flatMap((way) => (way.by === 'rule' ? [ruleWords(way.rule)] : []));
  const groups = those.flatMap((way) => (way.by === 'group' ? [way.group] : []));
  return [
    ...(rules.length > 0 ? [`users whom the rule ${listing(rules, ' or ')} picks`] : []),
    ...(groups.length > 0 ? [`members of ${listing(groups, ' or ')}`] : []),
  ].join(' and ');
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Role = { readonly role: string; readonly identityPool: string; readonly principal: string };

function whyWords(why: WhyUnusable, { role, identityPool, principal }: Role): string {
  if (why.because === 'other account')
    return `the role ${role}, which belongs to ${ownerOf(role)}; this import reads roles of ${accountInWords(why.account, why.partition)}`;
  if (why.because === 'not found')
    return roleArnPattern.test(role)
      ? `the role ${role}, which is not there in ${why.account === null ? 'this account' : `account ${why.account}`}: they get no AWS credentials`
      : `${role}, which is not the ARN of a role: they get no AWS credentials`;
  const words: Readonly<Record<LockedOut, string>> = {
    TRUST_MISSING: `does not let ${principal} assume it for them`,
    TRUST_AUD_MISMATCH: `does not trust the identity pool ${identityPool}`,
    TRUST_AMR_MISMATCH: 'lets in no signed-in users by its condition on `amr`',
    TRUST_DENIES: 'refuses them by a Deny statement',
    PRINCIPAL_TAGS_WITHOUT_TAG_SESSION: 'does not allow the tags of their sessions',
  };
  const faults = listing(
    why.codes.map((code) => words[code]),
    ' and ',
  );
  const who = why.claims ? `those whose token has ${listing(why.claims, ' or ')}` : 'they';
  return `the role ${role}, which ${faults}: ${who} get no AWS credentials`;
}
