import { policyNameOf, type LinkItem } from '../../contract/link.ts';
import { knownDocuments, ownDocuments, rolesToLookAt } from '../link/link-record.ts';

/** The link item with every document that may be on a role in its ledger; nothing is open or undone. */
export function withWholeLedger(item: LinkItem): LinkItem {
  const ledger = rolesToLookAt(item).map((roleArn) => {
    const entry = item.ledger.find((one) => one.roleArn === roleArn);
    const own = ownDocuments(item, roleArn);
    const adopted = [...knownDocuments(item, roleArn)].filter((hash) => !own.has(hash));
    const [first = '', ...others] = [...(entry ? [entry.sha256] : []), ...own];
    return {
      ...entry,
      roleArn,
      policyName: policyNameOf(item),
      sha256: first,
      earlier: [...new Set([...others, ...adopted])].filter((hash) => hash !== first),
      ...(adopted.length > 0 && { adopted }),
    };
  });
  return { ...item, ledger, intent: null, undone: [] };
}
