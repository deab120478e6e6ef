import { kindOf } from './file-kind.ts';
import { codeNotRun, spread } from './code-not-run.ts';

type Config = Readonly<Record<string, unknown>>;

/** What every form can be handed over as, whatever builds the app. */
const handOver =
  'Hand it over as JSON: let the app print JSON.stringify of what it gives to Amplify.configure, and compare that file.';

/** Sections of the object that the library takes itself, with what tells them from those of native files. */
const sections = [
  ['Auth', 'Cognito'],
  ['Storage', 'S3'],
  ['API', 'GraphQL'],
  ['API', 'REST'],
] as const;

/**
 * Which form was met instead of a config that takes one of our files' place, and how to hand over what it
 * holds. The values are what a file holds or exports.
 */
export function metForm(name: string, values: readonly Config[]): string {
  const known = values.filter((value) => kindOf(name, value) !== null);
  if (known.length > 1) return `${name} exports several configs, and an app takes one. ${handOver}`;
  if (values.some(isLibraryObject)) {
    return `${name} is the object that Amplify.configure takes itself: no file of ours is of that form. Hand it over as JSON with the keys of amplify_outputs.json that mean the same: "version": "1", Auth.Cognito.userPoolId as auth.user_pool_id, userPoolClientId as auth.user_pool_client_id, identityPoolId as auth.identity_pool_id, loginWith.oauth as auth.oauth.`;
  }
  const inner = values.flatMap((value) => namesOfConfigs(name, value));
  if (inner.length > 0) {
    return `${name} holds its config one level down, in ${inner.join(', ')}: code of yours takes one of them. ${handOver}`;
  }
  if (values.some((value) => value[spread] === codeNotRun)) {
    return `${name} takes its config from code that is not run. ${handOver}`;
  }
  return `${name} is no config file that is known here: it has no key that begins with "aws_", no "version" that is a text beginning with "1", no category with "plugins", and no section of awsconfiguration.json. Amplify's JavaScript library passes over such a file without a message.`;
}

function isLibraryObject(value: Config): boolean {
  return sections.some(([section, key]) => {
    const held = value[section];
    return isConfig(held) && key in held;
  });
}

function namesOfConfigs(name: string, value: Config): readonly string[] {
  return Object.entries(value).flatMap(([key, one]) =>
    isConfig(one) && kindOf(name, one) !== null ? [`"${key}"`] : [],
  );
}

/** Whether a value can be a config at all. */
export function isConfig(value: unknown): value is Config {
  return (
    value !== null && typeof value === 'object' && !Array.isArray(value) && value !== codeNotRun
  );
}
