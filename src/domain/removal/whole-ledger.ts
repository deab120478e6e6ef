import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import { knownDocuments, rolesOfLink } from '../link/link-record.ts';

/** The link item with every document that may be on a role in its ledger; nothing is open or undone. */
export function withWholeLedger(item: LinkItem): LinkItem {
  const ledger = rolesOfLink(item).map((roleArn) => {
    const entry = item.ledger.find((one) => one.roleArn === roleArn);
    const [first = '', ...others] = entry
      ? [entry.sha256, ...knownDocuments(item, roleArn)]
      : knownDocuments(item, roleArn);
    return {
      ...entry,
      roleArn,
      policyName: policyNameOf(item),
      sha256: first,
      earlier: [...new Set(others)].filter((hash) => hash !== first),
    };
  });
  return { ...item, ledger, intent: null, undone: [] };
}
