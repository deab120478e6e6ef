import * as z from 'zod';
import { regionOfPool } from '../aws-names.ts';
import { listing } from '../text.ts';
import { admittingStatement, tagAction, webIdentityAction } from '../trust-statement.ts';
import { catalogue, entry, names } from './entry.ts';
import { correctable, corrected, trusting } from './trust-correction.ts';
import {
  condition,
  conditionsInWords,
  demand,
  demandsInWords,
  doubt,
  doubtInWords,
  excerptsOf,
  permission,
  permissionInWords,
  written,
} from './trust-words.ts';

/** Findings about trust policies that keep out those whom the role is for. */
export const trustAdmissionCatalogue = catalogue(() => ({
  TRUST_POLICY_UNREADABLE: entry({
    ...correctable,
    severity: 'error',
    meaning: 'The trust policy of a role cannot be read.',
    facts: () => corrected,
    agreed: [],
    resolution: 'Replace the trust policy; the command writes a correct one.',
  }),
  TRUST_MISSING: entry({
    ...correctable,
    severity: 'error',
    meaning:
      'The role does not let Cognito identity pools assume it with a web identity, or by a condition that no token of theirs meets.',
    facts: () => ({
      ...corrected,
      allows: z.array(permission()).readonly(),
      /** What would have to hold and never does, such as a claim that their tokens do not bear. */
      neverMet: z.array(condition()).readonly(),
    }),
    agreed: [],
    message: ({ role, principal, neverMet }) =>
      neverMet.length > 0
        ? `${role} lets nobody in: no token of ${principal} meets a condition of its trust policy.`
        : `${role} does not let ${principal} assume it with a web identity.`,
    found: ({ allows, neverMet, principal }) =>
      conditionsInWords(neverMet, principal) ||
      allows.map(permissionInWords).join('; ') ||
      'no Allow statement',
    resolution:
      'Let cognito-identity assume the role, by conditions on `aud`, `amr` and `sub` alone; the command writes such a trust policy.',
  }),
  TRUST_AUD_MISMATCH: entry({
    ...correctable,
    severity: 'error',
    meaning: 'The role trusts other identity pools than this one, by its condition on `aud`.',
    facts: () => ({ ...corrected, demand: demand() }),
    agreed: [],
    message: ({ role, identityPool }) =>
      `${role} does not trust the identity pool ${identityPool}.`,
    found: ({ demand: of, principal }) => demandsInWords([of], 'aud', principal),
    resolution:
      'Require StringEquals on `aud` with the id of this identity pool; the command writes such a trust policy.',
  }),
  TRUST_AMR_MISMATCH: entry({
    ...correctable,
    severity: 'error',
    meaning:
      'The role is not limited to the kind of user that it is for: it has no correct condition on `amr`.',
    facts: () => ({ ...corrected, demands: z.array(demand()).readonly() }),
    agreed: [],
    message: ({ role, users }) =>
      `${role} must be assumed by ${users} users, and by ${users} users only.`,
    found: ({ demands, principal }) => demandsInWords(demands, 'amr', principal),
    resolution:
      'Require ForAnyValue:StringLike on `amr` with the kind of user; the command writes such a trust policy.',
  }),
  TRUST_DENIES: entry({
    ...correctable,
    severity: 'error',
    meaning: 'A Deny statement keeps the users of the identity pool from the role.',
    facts: () => ({
      ...corrected,
      statements: z.array(written()).readonly(),
      /** Another statement allows what these deny. */
      allowed: z.boolean(),
    }),
    agreed: [],
    message: ({ role, identityPool, users, allowed }) =>
      `A Deny statement of ${role} refuses the ${usersInWords(users)} of ${identityPool}${allowed ? '' : ', and no statement allows them'}.`,
    found: ({ statements }) => excerptsOf(statements),
    resolution:
      'Remove the statement, or except this identity pool from it; the command writes such a trust policy.',
  }),
  PRINCIPAL_TAGS_WITHOUT_TAG_SESSION: entry({
    ...correctable,
    severity: 'error',
    meaning:
      'The identity pool tags the sessions of its users, and the role does not allow that: Cognito gives none of those whose session is tagged AWS credentials.',
    facts: () => ({
      ...corrected,
      tags: names,
      /** Claims of which a token has one where its session is tagged; left out: each token has one. */
      claims: names.optional(),
    }),
    agreed: [],
    message: ({ role, identityPool, tags, claims }) =>
      `${identityPool} tags the sessions of its users with ${tags.join(', ')}, which ${role} does not allow: nobody${claims ? ` whose token has ${listing(claims, ' or ')}` : ''} gets its credentials.`,
    found: ({ tags }) => `principal tags ${tags.join(', ')}, no sts:TagSession`,
    needed: (facts) => JSON.stringify(admittingStatement(facts, [webIdentityAction, tagAction])),
    resolution:
      'Let cognito-identity tag the sessions of the role (`sts:TagSession`), or take the tags off the provider; the command writes a trust policy that allows it.',
  }),
  TRUST_MAY_DENY: entry({
    severity: 'warning',
    meaning:
      'Whether users can assume the role depends on a condition, or on a wildcard for federated principals, that cannot be evaluated beforehand.',
    facts: () => ({ ...trusting, doubts: z.array(doubt()).readonly() }),
    agreed: ['doubts'],
    subject: ({ role }) => role,
    message: ({ role, users }) =>
      `Whether ${usersInWords(users)} can assume ${role} depends on what cannot be evaluated beforehand.`,
    found: ({ doubts, principal }) => doubts.map((one) => doubtInWords(one, principal)).join('; '),
    resolution:
      'Check that the condition is true for the users of the app; name cognito-identity instead of a wildcard.',
  }),
  TRUST_NAME_UNDOCUMENTED: entry({
    severity: 'warning',
    meaning:
      'AWS does not document by which name IAM knows the users of identity pools in this region, so nobody can say beforehand that a trust policy lets them in, or that a policy gives them what is their own.',
    /** Every name that is taken as right; the first one is written. */
    facts: () => ({ identityPool: z.string(), names }),
    agreed: ['names'],
    subject: ({ identityPool }) => identityPool,
    message: ({ identityPool, names: [first = '', ...others] }) =>
      `AWS does not document by which name IAM knows the users of identity pools in ${regionOfPool(identityPool)}. ${first} is written in our policies (\${${first}:sub}), and printed where a trust policy names none; ${listing(others, ' and ')} are taken as right in trust policies as well.`,
    resolution:
      'Sign in once, and see whether users get credentials and reach what is their own. With a wrong name a trust policy lets nobody in, and a policy of ours gives nothing where it names the user.',
  }),
}));

function usersInWords(users: 'authenticated' | 'unauthenticated'): string {
  return users === 'authenticated' ? 'signed-in users' : 'guests';
}
