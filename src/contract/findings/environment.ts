import * as z from 'zod';
import { roleNameOf } from '../aws-names.ts';
import { listing } from '../text.ts';
import { catalogue, entry } from './entry.ts';
import { linkSharesSchema, sharesText } from './link-shares.ts';

/** Findings about environments: what they have in common, and how long they last. */
export const environmentCatalogue = catalogue(() => ({
  ENVIRONMENT_SHARES_ROLES: entry({
    severity: 'info',
    meaning:
      'Other apps or environments have policies on the same role: each link keeps a policy of its own, and all of them share the size that IAM allows a role.',
    facts: () => ({
      role: z.string(),
      policyName: z.string(),
      /** The other links, with the characters of their policies as IAM counts them. */
      links: linkSharesSchema(),
      limit: z.number().int(),
    }),
    agreed: [],
    subject: ({ role }) => role,
    message: ({ role, policyName, links, limit }) =>
      `${roleNameOf(role)} is the role of ${listing(links.map(({ link }) => link))} too. Each link keeps a policy of its own there, this one ${policyName}; with all others of the role they share the ${limit} characters that IAM allows, and users of the role have what any of them grants.`,
    found: ({ links }) => sharesText(links),
    resolution:
      'Nothing to do; give an environment roles of its own where its users must not reach what another one grants.',
  }),
  LINK_EXPIRES: entry({
    severity: 'info',
    meaning:
      'The environment has an end, after which everything that was written for it is removed.',
    facts: () => ({
      link: z.string(),
      expires: z.string(),
      /** An event may remove it before. */
      removeByEvent: z.boolean(),
      /** The stack looks for what has expired; nobody looks into a folder. */
      watched: z.boolean(),
    }),
    agreed: [],
    subject: ({ link }) => link,
    message: ({ link, expires, removeByEvent, watched }) =>
      `${link} expires at ${expires}. ${
        watched
          ? 'Within some minutes after that the stack removes its policies, its published config and what was pushed'
          : 'Nothing looks into a folder: from then on "amplify-import remove --expired" removes its policies, its published config and what was pushed'
      }; the pools stay as they are.${removeByEvent ? ' An event alone may remove it before.' : ''}`,
    resolution:
      'Nothing to do; to keep it longer, import it again with a later "expires" before that.',
  }),
}));
