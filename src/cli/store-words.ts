/** Where a store is, in words. */
export function storePlace(store: string): string {
  return store === 'aws' ? 'the deployed stack' : `the folder ${store}`;
}

/** How the other kind of store is looked in. */
export function elsewhereOf(store: string): string {
  return store === 'aws' ? 'in a folder by --store <folder>' : 'in the stack by --store aws';
}
