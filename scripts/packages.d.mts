/** A package as a lock file has it. */
type Locked = {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
};

export function installMissing(
  root: string,
  withTests: boolean,
  around?: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stderr: Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };
  },
): Promise<number>;

export function wantedPackages(
  packages: Readonly<Record<string, Locked>>,
  withTests: boolean,
): readonly string[];
