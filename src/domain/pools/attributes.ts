import { finding, type Finding } from '../../contract/findings.ts';
import { labelOf, listing } from '../../contract/text.ts';
import type { AppClientDescription, UserPoolDescription } from '../readings.ts';
import { addressOf } from './app-clients.ts';

/**
 * Standard attributes that a sign-up form can ask for, in the order of Gen 1
 * (docs/facts/gen1-import.md).
 */
const signUpAttributes = [
  'address',
  'birthdate',
  'email',
  'family_name',
  'middle_name',
  'gender',
  'locale',
  'given_name',
  'name',
  'nickname',
  'phone_number',
  'preferred_username',
  'picture',
  'profile',
  'updated_at',
  'website',
  'zoneinfo',
];

/** What a sign-up form must ask for, in the order of the pool's schema. */
export function requiredAtSignUp({ requiredAttributes }: UserPoolDescription): string[] {
  return requiredAttributes.filter((name) => signUpAttributes.includes(name));
}

/** What a provider must give: everything required but `sub`, which Cognito makes itself. */
export function requiredOfProviders({ requiredAttributes }: UserPoolDescription): string[] {
  return requiredAttributes.filter((name) => name !== 'sub');
}

/** Those that a client may not write; one without a list of its own may write every standard one. */
export function unwritable(
  { writeAttributes }: AppClientDescription,
  names: readonly string[],
): readonly string[] {
  const writable = writeAttributes ?? signUpAttributes;
  return names.filter((name) => !writable.includes(name));
}

/** What to add so that the client may write these and everything that it may write now. */
export function attributesToAdd(
  { writeAttributes }: AppClientDescription,
  names: readonly string[],
): readonly string[] {
  return writeAttributes === null ? [...signUpAttributes, ...names] : names;
}

/** Facts about sign-in names and verification; both are legal, so they are only told. */
export function attributeFindings(pool: UserPoolDescription): Finding[] {
  const { id, aliasAttributes, autoVerifiedAttributes } = pool;
  const aliases = aliasAttributes.join(', ');
  return [
    ...(aliases
      ? [
          finding('ALIAS_ATTRIBUTES', {
            subject: id,
            message: `Users of ${id} sign in by username, and by an alias as well: ${aliases}.`,
            found: aliases,
          }),
        ]
      : []),
    ...(autoVerifiedAttributes.length === 0
      ? [finding('NO_VERIFIED_ATTRIBUTE', { subject: id })]
      : []),
  ];
}

/**
 * Sign-up fails where a required attribute cannot be written (Cognito guide, "Working with user
 * attributes").
 */
export function signUpFindings(client: AppClientDescription, pool: UserPoolDescription): Finding[] {
  const names = unwritable(client, requiredAtSignUp(pool));
  if (names.length === 0) return [];
  return [
    finding('REQUIRED_ATTRIBUTE_NOT_WRITABLE', {
      subject: client.id,
      message: `The app client ${labelOf(client)} may not write ${listing(names)}, which the pool requires, so sign-up fails.`,
      found: listing(client.writeAttributes ?? []) || 'no attribute is writable',
      needed: listing(names),
      command: { ...addressOf(client), values: attributesToAdd(client, names) },
    }),
  ];
}
