/** Whose a role is, in words. */

/** The account that an ARN names. */
export function ownerOf(role: string): string {
  const [, partition = '', , , account = ''] = role.split(':');
  return accountInWords(account, partition);
}

export function accountInWords(account: string, partition: string): string {
  return `account ${account}${partition === 'aws' ? '' : ` of the partition ${partition}`}`;
}
