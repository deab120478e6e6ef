/** Words for the place of a pool that was not found. */

/** `account 111122223333`, where it is known. */
export function accountWords(account: string | null): string {
  return account === null ? 'the account of the run' : `account ${account}`;
}

/** A sentence about a region in which nothing was found, where its name may be the reason. */
export function unknownRegionNote(region: string, isKnown: boolean): string {
  return isKnown
    ? ''
    : ` No region ${region} is known to this version: check the region in the id.`;
}
