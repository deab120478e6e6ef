import { shellWord } from './findings/shell-word.ts';
import type { LinkName } from './link.ts';

/** Where every command keeps and looks for links, unless told otherwise. */
export const defaultStore = '.amplify-import';

/** Where a store is, in words. */
export function storePlace(store: string): string {
  return store === 'aws' ? 'the deployed stack' : `the folder ${store}`;
}

/** How the other kind of store is looked in, since nobody who looks in the wrong one knows that there are two. */
export function elsewhereOf(store: string): string {
  return store === 'aws' ? 'in a folder by --store <folder>' : 'in the stack by --store aws';
}

/** How a store is named on a command line, behind all the rest; the one that is meant by itself is not. */
export function storeOption(store: string): string {
  return store === defaultStore ? '' : ` --store ${shellWord(store)}`;
}

/** The word by which a command line takes the store in which a key has this address. */
export function storeAt(address: string, key: string): string {
  return address.startsWith('s3://') ? 'aws' : address.slice(0, -key.length - 1);
}

/** The same by the address of a report of a run. */
export function storeOfReport(address: string): string {
  return address.startsWith('s3://') ? 'aws' : address.slice(0, address.lastIndexOf('/reports/'));
}

/** The command that tells all that is known of a link. */
export function showCommand({ app, env }: LinkName, store: string): string {
  return `amplify-import show --app ${app} --env ${env}${storeOption(store)}`;
}
