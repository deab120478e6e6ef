/** Permissions are listed; where there is only one, it is `true`. */
export type Granted = boolean | readonly string[];

/** A place of the request that names grantees: a grant, or one of its paths. */
export type GrantPlace = {
  /** `grants.rest.0.paths.1` */
  readonly where: string;
  readonly authenticated: Granted;
  /** What each signed-in user is granted of their own alone. */
  readonly entity: Granted;
  readonly guest: Granted;
  readonly groups: Readonly<Record<string, Granted>>;
};

type Named = Omit<GrantPlace, 'where' | 'entity'> & { readonly entity?: Granted };

/** A place by where it stands in the request and what it names. */
export function placeAt(
  where: string,
  { authenticated, entity = [], guest, groups }: Named,
): GrantPlace {
  return { where, authenticated, entity, guest, groups };
}

/** Whether anything is granted. */
export function grantsAnything(granted: Granted): boolean {
  return granted === true || (granted !== false && granted.length > 0);
}
