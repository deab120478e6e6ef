/** An object of the config store, with the tag that a conditional write compares. */
export type StoredObject = { readonly text: string; readonly etag: string };

/** When a write may happen: only on a key that is free, or only over the version that was read. */
export type WriteCondition = { readonly absent: true } | { readonly etag: string };

export type ObjectMetadata = { readonly contentType: string; readonly cacheControl: string };

/** Where plans, reports and published files lie. */
export interface ConfigStore {
  /** How people find an object of the store: `s3://bucket/key`, or a path. */
  address(key: string): string;
  read(key: string): Promise<StoredObject | null>;
  /** Whether the write happened; `false` only when its condition did not hold. */
  write(
    key: string,
    text: string,
    metadata: ObjectMetadata,
    condition?: WriteCondition,
  ): Promise<boolean>;
  /** Keys that begin with a prefix, sorted. */
  list(prefix: string): Promise<readonly string[]>;
  /**
   * What keys that begin with a folder, slash included, go on with up to the next slash, sorted:
   * `folders('reports/a/prod/')` are the runs of a link, however much each has left.
   */
  folders(folder: string): Promise<readonly string[]>;
  /** Takes an object away; one that is not there is a success. Its versions stay, where the store keeps any. */
  remove(key: string): Promise<void>;
  /** Takes everything away for good that begins with a prefix, in all its versions. */
  purge(prefix: string): Promise<void>;
}
