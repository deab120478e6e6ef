import type { ResourcesConfig } from 'aws-amplify';

import type { Parsed } from './parsed-files.ts';

/** Where the library knows one thing by `aws-exports.js` and another by `amplify_outputs.json`. */
export type Difference = {
  /** Keys from the top of the library's configuration, with dots between. */
  readonly at: string;
  readonly byExports: unknown;
  readonly byOutputs: unknown;
};

type Deliberate = {
  /** Where it is, whole parts of the name only. */
  readonly at: string;
  readonly because: string;
  /** Whether the two values are what the reason explains. */
  readonly explains: (difference: Difference, parsed: Parsed) => boolean;
};

const onlyInOutputs = ({ byExports }: Difference) => byExports === undefined;
const onlyInExports = ({ byOutputs }: Difference) => byOutputs === undefined;
const cognito = ({ Auth }: ResourcesConfig) => Auth?.Cognito;

/** Every difference between the two formats that we know of, once. There is no other. */
export const deliberateDifferences: readonly Deliberate[] = [
  {
    at: 'Auth.Cognito.allowGuestAccess',
    because: 'The outputs say "no guests" and the library remembers nothing, which means the same.',
    explains: ({ byExports, byOutputs }) => byExports === false && byOutputs === undefined,
  },
  {
    at: 'Auth.Cognito.allowGuestAccess',
    because:
      'Without an identity pool nobody can be a guest; Gen 1 has no key for that, and none is added to its files.',
    explains: ({ byExports, byOutputs }, { exports }) =>
      byExports === true &&
      byOutputs === undefined &&
      cognito(exports)?.identityPoolId === undefined,
  },
  {
    at: 'Auth.Cognito.groups',
    because: 'Gen 1 has no key for groups.',
    explains: onlyInOutputs,
  },
  {
    at: 'Auth.Cognito.passwordless',
    because: 'Gen 1 has no key for factors in place of a password.',
    explains: onlyInOutputs,
  },
  {
    at: 'Auth.Cognito.mfa',
    because: 'A pool that says nothing of MFA has none: the outputs say so, Gen 1 says nothing.',
    explains: (difference, { outputs }) =>
      onlyInOutputs(difference) && cognito(outputs)?.mfa?.status === 'off',
  },
  {
    at: 'Auth.Cognito.loginWith.username',
    because:
      'The outputs have no word for usernames that every library takes; without an email address or a phone number the Authenticator asks for one.',
    explains: ({ byExports, byOutputs }, { outputs }) => {
      const { email, phone } = cognito(outputs)?.loginWith ?? {};
      return byExports === true && byOutputs === false && !email && !phone;
    },
  },
  {
    at: 'Auth.Cognito.signUpVerificationMethod',
    because: 'The outputs have no key for how a sign-up is confirmed.',
    explains: onlyInExports,
  },
  {
    at: 'Auth.Cognito.userAttributes',
    because:
      'By Gen 1 files the library asks at sign-up for what the pool verifies, too, required or not.',
    explains: (difference) =>
      onlyInExports(difference) && /\.(email|phone_number)/.test(difference.at),
  },
  {
    at: 'Auth.Cognito.loginWith.oauth.providers',
    because: 'Without a social provider the outputs say "none", and Gen 1 says nothing.',
    explains: ({ byExports, byOutputs }) =>
      byExports === undefined && JSON.stringify(byOutputs) === '[]',
  },
  {
    at: 'Storage.S3.buckets',
    because: 'Gen 1 knows one bucket, and no paths.',
    explains: onlyInOutputs,
  },
  {
    at: 'API.REST',
    because:
      'The outputs have no key for REST; it stands under `custom.API`, for the app to merge.',
    explains: onlyInExports,
  },
  {
    at: 'Predictions',
    because: 'The outputs have no key for it; it stands under `custom`, for the app to merge.',
    explains: onlyInExports,
  },
];

/** The reason for a difference; none: it is a mistake. */
export function reasonFor(difference: Difference, parsed: Parsed): Deliberate | undefined {
  return deliberateDifferences.find(
    (one) => `${difference.at}.`.startsWith(`${one.at}.`) && one.explains(difference, parsed),
  );
}

/** Every value that differs, the order of keys aside. */
export function differencesOf({ exports, outputs }: Parsed): readonly Difference[] {
  const [byExports, byOutputs] = [leavesOf(exports), leavesOf(outputs)];
  const places = [...new Set([...byExports.keys(), ...byOutputs.keys()])].toSorted();
  return places
    .map((at) => ({ at, byExports: byExports.get(at), byOutputs: byOutputs.get(at) }))
    .filter((one) => JSON.stringify(one.byExports) !== JSON.stringify(one.byOutputs));
}

/** A list is one value, since its order counts; an object without keys says nothing. */
function leavesOf(value: unknown, at: readonly string[] = []): ReadonlyMap<string, unknown> {
  const isBranch = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isBranch) return new Map([[at.join('.'), value]]);
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...leavesOf(inner, [...at, key])]),
  );
}
