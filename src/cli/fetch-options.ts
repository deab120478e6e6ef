import type { LinkName } from '../contract/link.ts';
import { linkPartPattern } from '../contract/request.ts';
import { environmentOfBranch } from '../domain/fetch/branch-environment.ts';
import {
  configPlaceOf,
  configUriVariable,
  type ConfigPlace,
  type ConfigStoreName,
} from '../domain/fetch/config-place.ts';
import { formatNames, isFormat, isForMobile, type Format } from '../domain/fetch/formats.ts';
import { UsageError } from './exit-codes.ts';
import type { OptionValues } from './options.ts';

/** What a fetch is to do. */
export type FetchOptions = {
  readonly link: LinkName;
  /** The branch that the environment was told by; `null`: something named it. */
  readonly branch: string | null;
  /** `null`: the bucket of the stack. */
  readonly store: ConfigStoreName | null;
  readonly formats: readonly Format[];
  readonly out: string;
  readonly merge: string | null;
  readonly secret: boolean;
  readonly json: boolean;
};

/** Reads options and environment: an option speaks before the address of the config, and that before the rest. */
export function fetchOptions(values: OptionValues, environment: NodeJS.ProcessEnv): FetchOptions {
  const { format, out, merge, store, json } = values;
  const place = store === undefined ? placeIn(environment) : null;
  const app = String(values['app'] ?? place?.app ?? set(environment['AMPLIFY_IMPORT_APP']) ?? '');
  const formats = formatsOf(format);
  if (values['native-client-secret'] === true && !formats.some(isForMobile)) {
    throw new UsageError(
      '--native-client-secret goes into files of --format android, ios, flutter or all.',
    );
  }
  if (out === '') throw new UsageError('--out needs a folder.');
  if (merge !== undefined && !formats.some((one) => one === 'outputs' || one === 'all')) {
    throw new UsageError('--merge takes the outputs: --format outputs, or several with it.');
  }
  const branch = set(environment['AWS_BRANCH']);
  const named = values['env'] ?? place?.env ?? set(environment['AMPLIFY_IMPORT_ENV']);
  const env = named === null ? environmentOf(branch) : String(named);
  if (app === '') {
    throw new UsageError(`No app is named. Give --app, or set ${configUriVariable}.`);
  }
  requireName('app', app);
  requireName('env', env);
  return {
    link: { app, env },
    branch: named === null ? branch : null,
    store: storeOf(store) ?? place?.store ?? null,
    formats,
    out: String(out ?? '.'),
    merge: merge === undefined ? null : String(merge),
    secret: values['native-client-secret'] === true,
    json: json === true,
  };
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

function requireName(option: string, name: string): void {
  if (linkPartPattern.test(name)) return;
  throw new UsageError(
    `"${name}" is no name for --${option}: a lower-case letter, then up to 31 of a-z, 0-9 and "-".`,
  );
}

function storeOf(store: string | boolean | undefined): ConfigStoreName | null {
  return store === undefined || store === 'aws' ? null : { kind: 'folder', folder: String(store) };
}

function formatsOf(format: string | boolean | undefined): readonly Format[] {
  const names = String(format ?? 'outputs').split(',');
  const unknown = names.filter((name) => !isFormat(name));
  if (unknown.length === 0) return names.filter(isFormat);
  throw new UsageError(`--format is of ${formatNames.join(', ')}, not "${unknown.join(', ')}".`);
}
