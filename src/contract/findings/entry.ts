import * as z from 'zod';
import type { Severity } from '../finding.ts';
import type { CommandTemplate, CommandValues } from './command.ts';
import { once } from '../when-asked.ts';

/**
 * What a code says once and for all: how bad it is, what a rule must know to tell it, and the words in
 * which it is told. A rule gives facts and no text; nothing ever reads a text back.
 *
 * Every function gets the facts of a case and is pure, so that a stored finding could be told anew.
 */
export type EntryDeclaration<
  Shape extends z.ZodRawShape,
  Command extends CommandTemplate,
  Look extends CommandTemplate,
  Facts = z.infer<z.ZodObject<Shape>>,
> = {
  /** `usually` stands on the page of findings; `of` says it of a case where that makes a difference. */
  readonly severity: Severity | { readonly usually: Severity; of(facts: Facts): Severity };
  /** The code in one sentence, for whoever looks it up. */
  readonly meaning: string;
  /**
   * What a rule gives. Published with the finding: no secret may be in it. Made when it is asked for: zod needs
   * its time for a schema, and whoever loads the catalogue reads the facts of a few codes at most.
   */
  readonly facts: () => Shape;
  /**
   * The facts that a plan's hash holds: whoever agrees to a plan has agreed to a warning with these, and
   * is asked again when one of them changes. Numbers that move while nothing else does are left out.
   */
  readonly agreed: readonly (keyof Facts & string)[];
  /** Facts that are told in some cases only: the hash holds them there. */
  readonly agreedWhereTold?: readonly (keyof Facts & string)[];
  /**
   * It tells of what stands at a push target, which nobody agrees on: a plan's hash holds what is wanted
   * there instead.
   */
  readonly notAgreed?: true;
  /** Facts that are whole policies: a page for people says where they are, and does not repeat them. */
  readonly documents?: readonly (keyof Facts & string)[];
  /** What the finding is about: an id, an ARN or a key of the request. */
  subject(facts: Facts): string;
  /** What is so in this case; the meaning when left out, or of a case that has nothing to add. */
  message?(facts: Facts): string | undefined;
  found?(facts: Facts): string | undefined;
  needed?(facts: Facts): string | undefined;
  /** What to do, for whoever looks the code up; and in this case, where that is more certain. */
  readonly resolution: string;
  advice?(facts: Facts): string | undefined;
  /**
   * The AWS CLI command that mends it: printed, never executed. A value of the case goes where its name
   * stands in angle brackets, quoted for a POSIX shell.
   */
  readonly command?: Command;
  /** One that changes nothing and shows what mending needs: printed of a case that no command mends. */
  readonly look?: Look;
  /** What stands in the command of this case, whichever it is; `undefined`: none is printed. */
  values?(facts: Facts): CommandValues<Command> | CommandValues<Look> | undefined;
};

/** A code of the catalogue, ready to be told: see `EntryDeclaration`. */
export type Entry<Facts extends object = object> = {
  readonly severity: Severity | { readonly usually: Severity; of(facts: Facts): Severity };
  readonly meaning: string;
  readonly facts: z.ZodType<Facts>;
  readonly agreed: readonly string[];
  readonly agreedWhereTold?: readonly string[];
  readonly notAgreed?: true;
  readonly documents?: readonly string[];
  subject(facts: Facts): string;
  message?(facts: Facts): string | undefined;
  found?(facts: Facts): string | undefined;
  needed?(facts: Facts): string | undefined;
  readonly resolution: string;
  advice?(facts: Facts): string | undefined;
  readonly command?: CommandTemplate;
  readonly look?: CommandTemplate;
  values?(facts: Facts): Readonly<Record<string, string | readonly string[]>> | undefined;
};

/** Declares a code of the catalogue; the types of its texts follow from its facts. */
export function entry<
  const Shape extends z.ZodRawShape,
  const Command extends CommandTemplate = never,
  const Look extends CommandTemplate = never,
>(declaration: EntryDeclaration<Shape, Command, Look>): Entry<z.infer<z.ZodObject<Shape>>> {
  const { facts: shapeOf, ...rest } = declaration;
  let made: z.ZodObject<Shape, z.core.$strict> | undefined;
  return {
    ...rest,
    get facts() {
      return (made ??= z.strictObject(shapeOf()));
    },
  };
}

/** Names in the facts of a finding: a rule gives its list as it is. */
export const names = z.array(z.string()).readonly();

export type Catalogue = Readonly<Record<string, Entry>>;

/** Declares the codes about one thing, which are made when one of them is first looked up. */
export function catalogue<const Codes extends Catalogue>(make: () => Codes): () => Codes {
  return once(make);
}

/**
 * A command that sends back whole what another one reads, changed by a jq program: Cognito resets what
 * an update leaves out (API reference, UpdateUserPoolClient, UpdateIdentityPool, SetIdentityPoolRoles).
 */
export function sendBack<Update extends string, Read extends string, Edit extends string>(
  update: Update,
  read: Read,
  edit: Edit,
) {
  return `${update} --cli-input-json "$(${read} | jq ${edit})"` as const;
}

/** Shows the buckets of the account, of which one may have been meant. */
export const listBuckets = "aws s3api list-buckets --query 'Buckets[].Name'";

/** What an answer holds of a client that an update does not take. */
const notSentBack = 'del(.ClientSecret, .CreationDate, .LastModifiedDate)';

/** The command that changes settings of an app client by a jq program. */
export function updateClient<Edit extends string>(edit: Edit) {
  return sendBack(
    'aws cognito-idp update-user-pool-client --region <region>',
    'aws cognito-idp describe-user-pool-client --region <region> --user-pool-id <userPoolId> --client-id <clientId> --query UserPoolClient',
    `'${notSentBack} | ${edit}'` as const,
  );
}

/** The command that adds each of the `values` to a list of an app client, once. */
export function addToClient<List extends string>(list: List) {
  return sendBack(
    'aws cognito-idp update-user-pool-client --region <region>',
    'aws cognito-idp describe-user-pool-client --region <region> --user-pool-id <userPoolId> --client-id <clientId> --query UserPoolClient',
    `'${notSentBack} | .${list} |= ((. // []) - $ARGS.positional + $ARGS.positional)' --args <values>` as const,
  );
}

/** The command that changes an identity pool by a jq program and its arguments. */
export function updateIdentityPool<Edit extends string>(edit: Edit) {
  return sendBack(
    'aws cognito-identity update-identity-pool --region <region>',
    'aws cognito-identity describe-identity-pool --region <region> --identity-pool-id <identityPoolId>',
    edit,
  );
}

/** The command that changes the roles of an identity pool and keeps its other roles and mappings. */
export function updatePoolRoles<Edit extends string>(edit: Edit) {
  return sendBack(
    'aws cognito-identity set-identity-pool-roles --region <region>',
    'aws cognito-identity get-identity-pool-roles --region <region> --identity-pool-id <identityPoolId>',
    edit,
  );
}
