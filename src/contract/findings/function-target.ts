import * as z from 'zod';
import { listing, plural } from '../text.ts';
import { catalogue, entry, names } from './entry.ts';

/** Findings about functions that get the ids of the pools as variables. */
export const functionTargetCatalogue = catalogue(() => ({
  FUNCTION_NOT_FOUND: entry({
    severity: 'warning',
    meaning: 'A function of the request does not exist, so it gets no ids.',
    facts: () => ({ target: z.string(), name: z.string(), region: z.string() }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ name, region }) => `There is no function ${name} in ${region}.`,
    found: () => 'no function of that name',
    needed: ({ name }) => name,
    resolution: 'Create it, then push again; or take it out of the request.',
    look: 'aws lambda get-function-configuration --region <region> --function-name <name>',
    values: ({ name, region }) => ({ name, region }),
  }),
  FUNCTION_ELSEWHERE: entry({
    severity: {
      usually: 'error',
      of: ({ namesake }) => (namesake === null ? 'error' : 'warning'),
    },
    meaning:
      'A function is named by an ARN of another account or another partition than that in which functions are written.',
    facts: () => ({
      target: z.string(),
      arn: z.string(),
      /** The partition of its region. */
      partition: z.string(),
      /** The account in which functions are written; `null`: nobody knows it. */
      account: z.string().nullable(),
      /** The ARN of a function there that has the same name; `null`: nobody has looked. */
      namesake: z.string().nullable(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ arn, partition, account, namesake }) =>
      `${arn} is not in ${account === null ? '' : `the account ${account} of `}the partition ${partition}, where the push writes.${namesake === null ? '' : ` ${namesake} only has its name, and is left alone.`}`,
    found: ({ arn }) => arn,
    needed: ({ partition, account }) =>
      account === null ? `an ARN of ${partition}` : `an ARN of ${partition} and ${account}`,
    resolution:
      'Name a function of the account by its name, or import in the account that has the function.',
  }),
  FUNCTION_ENV_UNREADABLE: entry({
    severity: 'warning',
    meaning:
      'The variables of a function cannot be read, and writing some without the others would delete those.',
    facts: () => ({ target: z.string() }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target }) =>
      `The variables of ${target} are encrypted by a key that whoever pushes may not use, so nothing is written there.`,
    needed: () => 'kms:Decrypt and kms:Encrypt on its key',
    resolution:
      'Allow the key to whoever pushes, deployed by its ARN in the context `allow`; then push again.',
  }),
  FUNCTION_ENV_FULL: entry({
    severity: 'warning',
    meaning: 'The ids do not fit beside the other variables of a function.',
    facts: () => ({
      target: z.string(),
      /** Bytes of the JSON text of the variables of others, which Lambda measures. */
      used: z.number().int(),
      /** How many ours add to it. */
      need: z.number().int(),
      limit: z.number().int(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, used, need, limit }) =>
      `The other variables of ${target} take ${used} of ${limit} bytes, and the ids need ${need} more.`,
    found: ({ used, need }) => `${used + need} bytes`,
    needed: ({ limit }) => `at most ${limit} bytes`,
    resolution:
      'Move large values out of its variables, for example into parameters, or choose a shorter prefix.',
  }),
  FUNCTION_PREFIX_TAKEN: entry({
    severity: {
      usually: 'warning',
      of: ({ links }) => (links.length === 0 ? 'error' : 'warning'),
    },
    meaning: 'The variables of a function under a prefix belong to another link already.',
    facts: () => ({
      target: z.string(),
      prefix: z.string(),
      /** Other links whose variables they are; empty: the request names function and prefix twice. */
      links: names,
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, prefix, links }) =>
      links.length === 0
        ? `The request names ${target} twice with the prefix ${prefix}.`
        : `The variables ${prefix}_… of ${target} belong to ${listing(links)}.`,
    found: ({ prefix }) => prefix,
    needed: () => 'a prefix of its own',
    resolution: 'Give one of them another "prefix".',
  }),
  FUNCTION_PREFIX_RESERVED: entry({
    severity: 'error',
    meaning: 'Variables whose names begin with "AWS" are reserved by Lambda.',
    facts: () => ({ target: z.string(), prefix: z.string() }),
    agreed: [],
    subject: ({ target }) => target,
    message: ({ target, prefix }) =>
      `The prefix ${prefix} for ${target} begins with "AWS", which Lambda keeps for itself.`,
    found: ({ prefix }) => prefix,
    needed: () => 'a prefix that does not begin with "AWS"',
    resolution: 'Choose another "prefix".',
  }),
  FUNCTION_ALIAS_OLDER: entry({
    severity: 'warning',
    meaning:
      'An alias of a function serves a published version, whose variables are frozen: callers of it do not see what is pushed.',
    facts: () => ({
      target: z.string(),
      aliases: z.array(z.strictObject({ name: z.string(), version: z.string() })),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, aliases }) =>
      `${plural(aliases.length, 'alias', 'aliases')} of ${target} ${aliases.length === 1 ? 'serves' : 'serve'} an older version: ${aliases.map(({ name, version }) => `${name} (${version})`).join(', ')}. The ids are set on $LATEST only.`,
    found: ({ aliases }) => aliases.map(({ name, version }) => `${name} → ${version}`).join(', '),
    needed: () => 'a version that is published after the push',
    resolution: 'Publish a version after the push and lead the alias to it.',
  }),
  FUNCTION_OWNED_BY_STACK: entry({
    severity: 'warning',
    meaning:
      'A stack manages a function, and its next deployment may take away the variables that are pushed.',
    facts: () => ({
      target: z.string(),
      owner: z.enum(['CloudFormation', 'Amplify']),
      /** The name of its stack; `null`: its tags do not tell. */
      stack: z.string().nullable(),
    }),
    agreed: [],
    notAgreed: true,
    subject: ({ target }) => target,
    message: ({ target, owner, stack }) =>
      `${owner} manages ${target}${stack === null ? '' : ` by the stack ${stack}`}: a deployment that changes its variables takes the pushed ones away, and drift of it is reported.`,
    found: ({ owner, stack }) => stack ?? owner,
    resolution:
      'Push again after such a deployment, or read the ids from parameters ("parameters": true) in the place of variables.',
  }),
}));
