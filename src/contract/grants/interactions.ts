import * as z from 'zod';
import { arnPattern, eitherPattern, region, groupName } from '../aws-names.ts';
import { once } from '../when-asked.ts';

/** Ids of bots and of their aliases (Lex V2 API reference, `BotId`, `BotAliasId`). */
export const lexIdPattern = /^[0-9A-Z]{10}$/;
/** Lex V1, whose support ended on 15 September 2025: a name or an ARN, refused by a finding. */
export const lexV1Patterns = [
  /^[A-Za-z_]{2,50}$/,
  arnPattern('lex', String.raw`bot:[A-Za-z_]{2,50}(?::[\w$*-]{1,100})?`),
] as const;

/** A bot of Lex V2, under one alias. */
export const interactionsGrantSchema = once(() =>
  z
    .strictObject({
      bot: z
        .string()
        .regex(
          eitherPattern(lexIdPattern, ...lexV1Patterns),
          'needs the id of a Lex V2 bot, like "ABCDEFGHIJ"',
        ),
      /** Needed for a bot of Lex V2. */
      alias: z.string().nullable().default(null),
      region: region.nullable().default(null),
      authenticated: z.boolean().default(false),
      guest: z.boolean().default(false),
      groups: z.record(groupName, z.boolean()).default({}),
    })
    .superRefine(({ bot, alias }, context) => {
      if (!lexIdPattern.test(bot) || (alias !== null && lexIdPattern.test(alias))) return;
      context.addIssue({
        code: 'custom',
        path: ['alias'],
        message: 'needs the id of an alias of the bot, like "TSTALIASID"',
      });
    }),
);

export type InteractionsGrant = z.infer<ReturnType<typeof interactionsGrantSchema>>;
