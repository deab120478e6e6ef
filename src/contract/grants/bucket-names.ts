type Named = { readonly bucket: string; readonly name?: string | undefined };

/**
 * Names of buckets that an app could not tell apart: the library finds a bucket by its name alone, and
 * takes the first of two (docs/facts/javascript-library.md, "Keys of the outputs").
 */
export function bucketNameComplaints(
  grants: readonly Named[],
): readonly { readonly index: number; readonly problem: string }[] {
  return grants.flatMap(({ bucket, name }, index) => {
    if (name === undefined) return [];
    const earlier = grants
      .slice(0, index)
      .findIndex((one) => one.bucket === bucket && (one.name ?? name) !== name);
    const other = grants.find(
      (one) => one.bucket !== bucket && [one.name, one.bucket].includes(name),
    );
    return [
      ...(earlier < 0
        ? []
        : [{ index, problem: `storage.${earlier} calls this bucket otherwise` }]),
      ...(other ? [{ index, problem: `stands for the bucket ${other.bucket} as well` }] : []),
    ];
  });
}
