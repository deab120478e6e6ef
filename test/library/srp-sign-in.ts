import { Amplify } from 'aws-amplify';
import { fetchUserAttributes, getCurrentUser, signIn, signOut } from 'aws-amplify/auth';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import { wrapFetch } from './loopback-fetch.ts';

/**
 * Run by Node as a process of its own: the arithmetic of SRP takes ten times as long in the sandbox of
 * a test. Signs in with a file as it was published, and tells what came of it.
 */

/** What stands on standard input. */
export type SrpAttempt = {
  readonly endpoint: string;
  /** Path of the published file. */
  readonly file: string;
  readonly email: string;
  readonly password: string;
  readonly wrongPassword: string;
};

/** What stands on standard output. */
export type SrpOutcome = {
  /** Name of the error. */
  readonly withWrongPassword: string;
  readonly signInStep: string;
  readonly authFlowType: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly hosts: readonly string[];
};

async function configOf(file: string): Promise<object> {
  if (file.endsWith('.json')) return JSON.parse(readFileSync(file, 'utf8')) as object;
  const module = (await import(pathToFileURL(file).href)) as { readonly default: object };
  return module.default;
}

async function attempt(): Promise<SrpOutcome> {
  const given = JSON.parse(readFileSync(0, 'utf8')) as SrpAttempt;
  const { hosts } = wrapFetch(given.endpoint);
  Amplify.configure(await configOf(given.file));

  const { email: username, password, wrongPassword } = given;
  const refused = await signIn({ username, password: wrongPassword }).then(
    () => 'signed in',
    (error: unknown) => (error instanceof Error ? error.name : String(error)),
  );
  const { nextStep } = await signIn({ username, password });
  const { signInDetails } = await getCurrentUser();
  const attributes = await fetchUserAttributes();
  await signOut();
  return {
    withWrongPassword: refused,
    signInStep: nextStep.signInStep,
    authFlowType: signInDetails?.authFlowType,
    attributes: { ...attributes },
    hosts: [...new Set(hosts)],
  };
}

process.stdout.write(JSON.stringify(await attempt()));
