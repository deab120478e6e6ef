import type { Reading } from '../../../domain/readings.ts';

/** A parameter as it stands; `text` is `null` for one that is no plain text, which ours never are. */
export type StoredParameter = { readonly text: string | null };

/** Parameters of Systems Manager in the environment's own region, by their whole names. */
export interface Parameters {
  /** Those right below a folder of names, by the last part of each. */
  below(folder: string): Promise<Reading<ReadonlyMap<string, StoredParameter>>>;
  /** The tag that says whose a parameter is; `null`: it has none. */
  linkTag(name: string): Promise<Reading<string | null>>;
  /** Makes a parameter with that tag; `false`: there is one already. */
  create(name: string, text: string, linkTag: string): Promise<boolean>;
  replace(name: string, text: string): Promise<void>;
  /** Deleting what is not there is a success. */
  remove(names: readonly string[]): Promise<void>;
}
