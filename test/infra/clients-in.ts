import { readFileSync } from 'node:fs';

/** What a bundle is made of, as esbuild's metafile says it (esbuild's documentation, "Metafile"). */
type Metafile = {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly entryPoint?: string;
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
};

/** The SDK clients in a bundle, by the file of a handler. */
export function clientsIn(metafile: string) {
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile;

  /** The parts of a bundle that a handler loads by imports of these kinds. */
  function partsOf(file: string, kinds: readonly string[]): ReadonlySet<string> {
    const entry = Object.keys(outputs).find((path) => path.endsWith(`/${file}.mjs`));
    if (entry === undefined) throw new Error(`No ${file} is bundled.`);
    const parts = new Set([entry]);
    for (const part of parts) {
      const imported = outputs[part]?.imports ?? [];
      for (const { path, kind } of imported)
        if (kinds.includes(kind) && outputs[path]) parts.add(path);
    }
    return parts;
  }

  function clientsOf(parts: ReadonlySet<string>): readonly string[] {
    const names = [...parts].flatMap((part) =>
      Object.entries(outputs[part]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) => {
        const [, name] = /@aws-sdk\/client-([a-z0-9-]+)\//.exec(input) ?? [];
        return name !== undefined && bytesInOutput > 0 ? [name] : [];
      }),
    );
    return [...new Set(names)].toSorted();
  }

  return {
    /** Those that are loaded with a handler. */
    loadedBy: (file: string) => clientsOf(partsOf(file, ['import-statement'])),
    /** Those and the ones that it loads for some requests. */
    withinReachOf: (file: string) =>
      clientsOf(partsOf(file, ['import-statement', 'dynamic-import'])),
  };
}
