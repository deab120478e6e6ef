import { finding, type Finding } from '../../contract/findings.ts';
import type { Slice } from '../../contract/slices.ts';
import { standardAttributes } from '../standard-attributes.ts';
import type { AppClientDescription, UserPoolDescription } from '../readings.ts';
import { clientFactOf } from './app-clients.ts';

/** What a sign-up form must ask for, in the order of the pool's schema. */
export function requiredAtSignUp({ requiredAttributes }: UserPoolDescription): string[] {
  return requiredAttributes.filter((name) => standardAttributes.includes(name));
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
  const writable = writeAttributes ?? standardAttributes;
  return names.filter((name) => !writable.includes(name));
}

/** What tokens of clients that list what they may read can hold of attributes. */
export function readableSaid(
  clients: readonly Pick<AppClientDescription, 'id' | 'readAttributes'>[],
): Pick<Slice<'userPool'>, 'readable'> {
  const lists = clients.flatMap(({ id, readAttributes }): [string, string[]][] =>
    readAttributes === null ? [] : [[id, [...readAttributes]]],
  );
  return lists.length > 0 ? { readable: Object.fromEntries(lists) } : {};
}

/** What findings say of attributes that a client may not write, and what to add so that it may. */
export function writingFacts(client: AppClientDescription, attributes: readonly string[]) {
  const { writeAttributes } = client;
  return {
    client: clientFactOf(client),
    attributes: [...attributes],
    writable: writeAttributes && [...writeAttributes],
    // A list of its own takes the place of the standard attributes, so that these are added as well.
    adding: writeAttributes === null ? [...standardAttributes, ...attributes] : [...attributes],
  };
}

/** Facts about sign-in names and verification; both are legal, so they are only told. */
export function attributeFindings({
  id,
  aliasAttributes,
  autoVerifiedAttributes,
}: UserPoolDescription): Finding[] {
  return [
    ...(aliasAttributes.length > 0
      ? [finding('ALIAS_ATTRIBUTES', { userPool: id, aliases: [...aliasAttributes] })]
      : []),
    ...(autoVerifiedAttributes.length === 0
      ? [finding('NO_VERIFIED_ATTRIBUTE', { userPool: id })]
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
  return [finding('REQUIRED_ATTRIBUTE_NOT_WRITABLE', writingFacts(client, names))];
}
