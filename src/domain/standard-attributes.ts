/**
 * Standard attributes that a sign-up form can ask for, in the order of Gen 1
 * (docs/facts/gen1-import.md).
 */
export const standardAttributes: readonly string[] = [
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

/** What users can set of themselves as they like; left out: every standard attribute. */
export function writableOfAll(said: readonly string[] | undefined): readonly string[] {
  return said ?? standardAttributes;
}
