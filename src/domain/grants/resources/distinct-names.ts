/**
 * A name for each thing, all of them distinct: the first of its candidates that nothing before it has.
 * What comes later never renames what an app knows already.
 */
export function distinctNames(candidates: readonly (readonly string[])[]): readonly string[] {
  const taken = new Set<string>();
  return candidates.map((names) => {
    const name = names.find((candidate) => !taken.has(candidate)) ?? names.at(-1) ?? '';
    taken.add(name);
    return name;
  });
}
