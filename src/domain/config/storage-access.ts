/** The words of the outputs for what may be done with the objects below a path (gen2-outputs 2.2). */
export type PathPermission = 'read' | 'get' | 'list' | 'write' | 'delete';

/** Who may do what below one path: `guest`, `authenticated`, `entityidentity`, `groups<NAME>`. */
export type PathAccess = Readonly<Record<string, readonly PathPermission[]>>;
