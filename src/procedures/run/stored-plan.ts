/** Where a plan lies, and the hash by which its readers know that it is the one that was made. */
export type StoredPlan = { readonly key: string; readonly sha256: string };
