import * as z from 'zod';
import { catalogue, entry, names } from './entry.ts';
import { correctable, corrected } from './trust-correction.ts';
import {
  demand,
  demandsInWords,
  excerptsOf,
  openDemand,
  opennessInWords,
  written,
} from './trust-words.ts';

/** Findings about trust policies that let others assume the role. */
export const trustOpeningCatalogue = catalogue(() => ({
  TRUST_OPEN_TO_ANY_POOL: entry({
    ...correctable,
    severity: 'error',
    meaning:
      'The users of identity pools that the trust policy does not name, of any AWS account, can assume the role, because no condition limits it to certain pools (CVE-2024-28056).',
    facts: () => ({ ...corrected, demands: z.array(openDemand()).readonly() }),
    agreed: [],
    message: ({ role, users, demands }) => {
      const why = [...new Set(demands.map(opennessInWords))].join('; ');
      const bare = demands.some(({ unconditional }) => unconditional);
      const guests = bare && users === 'authenticated' ? ' Guests can assume it as well.' : '';
      return `A statement of ${role} admits identity pools of any AWS account (CVE-2024-28056): ${why}.${guests}`;
    },
    found: ({ demands, principal }) => demandsInWords(demands, 'aud', principal),
    resolution:
      'Require StringEquals on `aud` in every statement that trusts cognito-identity; the command writes such a trust policy.',
  }),
  TRUST_REACHED_BY_GUESTS: entry({
    ...correctable,
    severity: { usually: 'error', of: ({ guests }) => (guests ? 'error' : 'warning') },
    meaning:
      'Guests can assume the role that is for signed-in users, or could as soon as the identity pool admits them.',
    facts: () => ({
      ...corrected,
      demands: z.array(demand()).readonly(),
      /** The identity pool admits them. */
      guests: z.boolean(),
    }),
    agreed: ['demands', 'guests'],
    message: ({ role, guests }) =>
      guests
        ? `Guests can assume ${role}, which is for signed-in users.`
        : `Guests could assume ${role}, which is for signed-in users, if the identity pool admitted them.`,
    found: ({ demands, principal }) => demandsInWords(demands, 'amr', principal),
    resolution:
      'Require ForAnyValue:StringLike on `amr` with "authenticated"; the command writes such a trust policy.',
  }),
  TRUST_REACHED_BY_USERS: entry({
    ...correctable,
    severity: 'warning',
    meaning: 'Signed-in users can assume the role that is for guests.',
    facts: () => ({ ...corrected, demands: z.array(demand()).readonly() }),
    agreed: ['demands'],
    message: ({ role }) => `Signed-in users can assume ${role}, which is for guests.`,
    found: ({ demands, principal }) => demandsInWords(demands, 'amr', principal),
    resolution:
      'Require ForAnyValue:StringLike on `amr` with "unauthenticated"; the command writes such a trust policy.',
  }),
  TRUST_NOT_PRINCIPAL: entry({
    ...correctable,
    severity: 'error',
    meaning: 'A statement allows everybody except the principals that it names (NotPrincipal).',
    facts: () => ({ ...corrected, statements: z.array(written()).readonly() }),
    agreed: [],
    message: ({ role }) =>
      `A statement lets everybody assume ${role} except the principals that it names (NotPrincipal).`,
    found: ({ statements }) => excerptsOf(statements),
    resolution: 'Name who may assume the role; the command writes such a trust policy.',
  }),
  TRUST_ANYONE: entry({
    ...correctable,
    severity: { usually: 'error', of: ({ own }) => (own ? 'warning' : 'error') },
    meaning:
      'A statement lets anybody in AWS, or all users of a login provider that others use too, assume the role, so they would get every grant.',
    facts: () => ({
      ...corrected,
      statements: z.array(written()).readonly(),
      /** What anybody in AWS may do by some of the statements; `null`: nothing. */
      anybody: z.enum(['assume', 'assume with a web identity']).nullable(),
      /** Login providers whose every user is let in; `*`: those of any provider. */
      logins: names,
      /** All of it are OpenID Connect providers that the owner of the role has set up. */
      own: z.boolean(),
    }),
    agreed: ['logins'],
    message: ({ role, anybody, logins }) =>
      [
        ...(anybody
          ? [`A statement lets anybody in AWS assume ${role}${withPools[anybody]}.`]
          : []),
        ...(logins.length > 0
          ? [
              `A statement lets anybody with a token of ${logins.map(loginInWords).join(', ')} assume ${role}: no condition on the claims of the token limits it to an app or tenant of yours.`,
            ]
          : []),
      ].join(' '),
    found: ({ statements }) => excerptsOf(statements),
    resolution:
      'Name who may assume the role: an account or organization in full, or the app or tenant by the claims of its tokens; the command writes such a trust policy.',
    advice: (facts) =>
      facts.own
        ? 'Limit the statement to certain users by the claims of their tokens, or accept that everybody whom the provider signs in gets every grant.'
        : correctable.advice(facts),
  }),
  TRUST_OTHER_PRINCIPAL: entry({
    severity: 'warning',
    meaning:
      'Principals other than the identity pool can assume the role, and they get every grant too.',
    facts: () => ({ role: z.string(), principals: names }),
    agreed: ['principals'],
    subject: ({ role }) => role,
    message: ({ role }) => `${role} can be assumed by others than users of the identity pool.`,
    found: ({ principals }) => principals.join(', '),
    resolution: 'Give app users a role that nobody else assumes, or accept it.',
  }),
  TRUST_OTHER_POOL: entry({
    severity: 'info',
    meaning:
      'The role can also be assumed by users of other identity pools, and they get every grant too.',
    facts: () => ({ role: z.string(), identityPools: names }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role }) => `${role} can also be assumed by users of other identity pools.`,
    found: ({ identityPools }) => identityPools.join(', '),
    resolution: 'Nothing to do if those pools belong to the same team.',
  }),
}));

const withPools = {
  assume: '',
  'assume with a web identity': ', the users of any identity pool in AWS included (CVE-2024-28056)',
} as const;

function loginInWords(name: string): string {
  return name === '*' ? 'any provider' : name;
}
