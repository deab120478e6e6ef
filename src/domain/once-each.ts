/** A reading of texts that is done once for each: thousands of permissions name a few texts. */
export function onceEach<Read>(read: (text: string) => Read): (text: string) => Read {
  const done = new Map<string, { readonly read: Read }>();
  return (text) => {
    const known = done.get(text) ?? { read: read(text) };
    done.set(text, known);
    return known.read;
  };
}
