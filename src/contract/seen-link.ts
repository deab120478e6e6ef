import type { IntendedRole, Intent, LinkItem } from './link.ts';

/** A link as whoever only looks sees it: without what stood on the roles of its intent. */
export type SeenLink = Omit<LinkItem, 'intent'> & {
  readonly intent: (Omit<Intent, 'roles'> & { readonly roles: readonly SeenRole[] }) | null;
};
type SeenRole = Omit<IntendedRole, 'before'>;

/** A link without the documents that a run restores: who has it can take none for "there was none". */
export function seenLink(item: LinkItem): SeenLink {
  const { intent } = item;
  return { ...item, intent: intent && { ...intent, roles: intent.roles.map(withoutBefore) } };
}

function withoutBefore({ before: _before, ...role }: IntendedRole): SeenRole {
  return role;
}
