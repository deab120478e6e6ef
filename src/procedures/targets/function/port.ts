import type { FunctionName } from '../../../domain/targets/function/function-names.ts';
import type { Reading } from '../../../domain/readings.ts';

/** A function as it stands, the variables of others among them: never in what a step gives. */
export type FunctionConfiguration = {
  readonly arn: string;
  /** ARN of its execution role. */
  readonly roleArn: string | null;
  /** `null`: the right to see them is missing. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** `null`: they cannot be decrypted. */
  readonly variables: Readonly<Record<string, string>> | null;
  /** Names what was read, so that a write over it can be told from one over something newer. */
  readonly revision: string;
  /** How its last update went; a function takes one at a time. */
  readonly update: 'done' | 'under way' | 'failed';
  /** Why it failed, in a word of Lambda's. */
  readonly failure: string | null;
};

/** An alias and the version that it serves. */
type FunctionAlias = { readonly name: string; readonly version: string };

/**
 * What became of a write: `changed`: somebody else has written since; `busy`: another update is under way;
 * `undecryptable`: its key refuses whoever writes. But for `written` nothing has happened.
 */
export type VariablesWrite = 'written' | 'changed' | 'busy' | 'undecryptable';

/** Functions of the account, each in its region. */
export interface Functions {
  configuration(named: FunctionName): Promise<Reading<FunctionConfiguration>>;
  /** At most 50 aliases. */
  aliases(named: FunctionName): Promise<Reading<readonly FunctionAlias[]>>;
  /** Replaces all variables, and nothing else, over the revision that was read. */
  setVariables(
    named: FunctionName,
    variables: Readonly<Record<string, string>>,
    revision: string,
  ): Promise<VariablesWrite>;
}
