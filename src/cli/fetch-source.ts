import type { LinkName } from '../contract/link.ts';
import { environmentOfBranch } from '../domain/fetch/branch-environment.ts';
import {
  configPlaceOf,
  configUriVariable,
  type ConfigPlace,
  type ConfigStoreName,
} from '../domain/fetch/config-place.ts';
import { UsageError } from './exit-codes.ts';
import { defaultStore } from '../contract/store-words.ts';
import { linkPart } from './link-part.ts';

/** What a fetch reads. */
export type FetchSource = {
  readonly link: LinkName;
  /** The branch that the environment was told by; `null`: something named it. */
  readonly branch: string | null;
  /** `null`: the bucket of the stack. */
  readonly store: ConfigStoreName | null;
};

/** What the command line says of it. */
export type NamedSource = {
  readonly app: string | null;
  readonly env: string | null;
  readonly store: string | null;
};

/**
 * Reads options and environment: an option speaks before the address of the config, and that before
 * the rest. The store is the one of every other command where neither says another.
 *
 * @throws UsageError
 */
export function fetchSource(given: NamedSource, environment: NodeJS.ProcessEnv): FetchSource {
  const place = given.store === null ? placeIn(environment) : null;
  const app = given.app ?? place?.app ?? set(environment['AMPLIFY_IMPORT_APP']);
  if (app === null)
    throw new UsageError(`No app is named. Give --app, or set ${configUriVariable}.`);
  const branch = set(environment['AWS_BRANCH']);
  const named = given.env ?? place?.env ?? set(environment['AMPLIFY_IMPORT_ENV']);
  const env = named ?? environmentOf(branch);
  return {
    link: { app: linkPart(app, '--app'), env: linkPart(env, '--env') },
    branch: named === null ? branch : null,
    store: given.store === null && place ? place.store : storeOf(given.store ?? defaultStore),
  };
}

/** Says which environment a branch stands for, because nobody named it. */
export function branchNote({ link, branch }: FetchSource): string | null {
  return branch === null ? null : `The branch ${branch} stands for the environment ${link.env}.`;
}

/** A variable that is set to nothing is not set. */
function set(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function placeIn(environment: NodeJS.ProcessEnv): ConfigPlace | null {
  const address = set(environment[configUriVariable]);
  if (address === null) return null;
  const place = configPlaceOf(address);
  if (place) return place;
  throw new UsageError(
    `${configUriVariable} is "${address}"; it needs s3://<bucket>/config/<app>/<env>/, or the path of such a folder.`,
  );
}

function environmentOf(branch: string | null): string {
  if (branch === null) {
    throw new UsageError(
      `No environment is named. Give --env, or set ${configUriVariable} or AMPLIFY_IMPORT_ENV.`,
    );
  }
  const env = environmentOfBranch(branch);
  if (env !== null) return env;
  throw new UsageError(
    `The branch "${branch}" gives no name of an environment. Give --env, or set AMPLIFY_IMPORT_ENV for this branch.`,
  );
}

function storeOf(store: string): ConfigStoreName | null {
  return store === 'aws' ? null : { kind: 'folder', folder: store };
}
