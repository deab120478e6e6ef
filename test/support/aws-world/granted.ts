/** One thing that policies allow: an action on a resource pattern, under a condition. */
export type Granted = {
  readonly action: string;
  readonly resource: string;
  /** The values of `s3:prefix`, one for each; empty: no condition. */
  readonly prefix: string;
};

type Statement = {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly StringLike?: { readonly 's3:prefix'?: readonly string[] } };
};

/** Everything that documents allow, taken apart into single grants. */
export function grantsOfDocuments(documents: readonly object[]): readonly Granted[] {
  const statements = documents.flatMap(
    (document) => (document as { readonly Statement: readonly Statement[] }).Statement,
  );
  return statements.flatMap(({ Action, Resource, Condition }) =>
    [Action].flat().flatMap((action) =>
      [Resource].flat().flatMap((resource) =>
        (Condition?.StringLike?.['s3:prefix'] ?? ['']).map((prefix) => ({
          action,
          resource,
          prefix,
        })),
      ),
    ),
  );
}

/** Grants that no grant of another list covers; a wider pattern covers a narrower one. */
export function uncovered(grants: readonly Granted[], by: readonly Granted[]): readonly Granted[] {
  return grants.filter(
    ({ action, resource, prefix }) =>
      !by.some(
        (other) =>
          other.action === action &&
          other.prefix === prefix &&
          (other.resource === resource ||
            (other.resource.endsWith('*') && resource.startsWith(other.resource.slice(0, -1)))),
      ),
  );
}
