/**
 * Reads the stack's context `purge`: whether a removal may delete the files of revisions for good. A value in
 * `cdk.json` is a boolean, one after `--context` a text.
 *
 * @throws when it is something else
 */
export function purgeFromContext(context: unknown): boolean {
  if (context === undefined || context === false || context === 'false') return false;
  if (context === true || context === 'true') return true;
  throw new Error('The context "purge" is true or false.');
}
