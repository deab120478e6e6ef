import type { IntendedRole, LedgerEntry, LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { RunRequest } from '../../contract/request.ts';
import { canonicalJson, sha256 } from '../canonical.ts';

/** How many earlier documents a ledger entry remembers: enough for any read that lags behind. */
const rememberedDocuments = 10;

/** The request as a link keeps it: without the options of one run. */
function storedRequest(request: RunRequest): RunRequest {
  return { ...request, mode: 'import', expectPlan: null, adopt: false };
}

/** The ledger once a plan is carried out: the policies of ours that stand. */
function ledgerAfter(plan: Pick<Plan, 'roles'>, ledger: readonly LedgerEntry[]): LedgerEntry[] {
  return plan.roles.flatMap(({ role, policyName, before, after }) => {
    if (after === null) return [];
    const previous = ledger.find((entry) => entry.roleArn === role);
    const written = sha256(after);
    const earlier = [
      ...(before === null ? [] : [sha256(before)]),
      ...(previous ? [previous.sha256, ...previous.earlier] : []),
    ].filter((hash) => hash !== written);
    return [
      {
        ...previous,
        roleArn: role,
        policyName,
        sha256: written,
        earlier: [...new Set(earlier)].slice(0, rememberedDocuments),
      },
    ];
  });
}

/** Policies that are handed out are nobody's work of ours: what the ledger says stands as it did. */
function recordedLedger(
  plan: Pick<Plan, 'roles' | 'request'>,
  ledger: readonly LedgerEntry[],
): LedgerEntry[] {
  return plan.request.rolePolicies === 'emit' ? [...ledger] : ledgerAfter(plan, ledger);
}

/** The link item after the plan of its intent has been recorded: request, revision and ledger; the intent closed. */
export function recordPlan(item: LinkItem, plan: Plan): LinkItem {
  const { intent, agreed } = item;
  const { expectPlan } = plan.request;
  return {
    ...item,
    // By the hash that the request names: a fresh plan may have come in the place of that one.
    agreed: intent && expectPlan !== null ? { hash: expectPlan, key: intent.plan.key } : agreed,
    request: storedRequest(plan.request),
    revision: plan.revision,
    ledger: recordedLedger(plan, item.ledger),
    intent: null,
    undone: plan.request.rolePolicies === 'emit' ? item.undone : [],
  };
}

/** Whether the link already says what it would say after the plan. */
export function isRecorded(item: LinkItem, plan: Pick<Plan, 'roles' | 'request' | 'revision'>) {
  const standing = (ledger: readonly LedgerEntry[]) =>
    canonicalJson(Object.fromEntries(ledger.map(({ roleArn, sha256: hash }) => [roleArn, hash])));
  return (
    item.intent === null &&
    item.revision === plan.revision &&
    item.request !== null &&
    canonicalJson(item.request) === canonicalJson(storedRequest(plan.request)) &&
    standing(item.ledger) === standing(recordedLedger(plan, item.ledger))
  );
}

/** Hashes of every document of ours that a role may hold: written, replaced, or under way. */
export function knownDocuments(item: LinkItem, roleArn: string): ReadonlySet<string> {
  const entry = item.ledger.find((candidate) => candidate.roleArn === roleArn);
  const intended = item.intent?.roles.find((candidate) => candidate.roleArn === roleArn);
  return new Set([
    ...(entry ? [entry.sha256, ...entry.earlier] : []),
    ...(intended ? documentsOf(intended) : []),
    ...item.undone.flatMap((role) => (role.roleArn === roleArn ? role.sha256 : [])),
  ]);
}

/** The link item after an Undo: its intent closed, what it put back remembered until the next record. */
export function undoneItem(item: LinkItem): LinkItem {
  const undone = new Map(item.undone.map((role) => [role.roleArn, role]));
  for (const role of item.intent?.roles ?? []) {
    const { roleArn } = role;
    const before = undone.get(roleArn);
    const hashes = [...documentsOf(role), ...(before?.sha256 ?? [])];
    const sha256s = [...new Set(hashes)].slice(0, rememberedDocuments);
    undone.set(roleArn, { ...before, roleArn, sha256: sha256s });
  }
  return { ...item, intent: null, undone: [...undone.values()] };
}

/** Hashes of the documents that an intent may leave on a role: the one before it, and its own. */
function documentsOf({ before, afterSha256, earlier = [] }: IntendedRole): readonly string[] {
  return [
    ...(before === null ? [] : [sha256(before)]),
    ...(afterSha256 ? [afterSha256] : []),
    ...earlier,
  ];
}

/**
 * Whether a role certainly holds a document: nothing was begun or undone on it since the ledger was
 * written, and the ledger says the same. A role that the link has never written is as it reads.
 */
export function isSettled(item: LinkItem, roleArn: string, document: string | null): boolean {
  const touched = [...(item.intent?.roles ?? []), ...item.undone];
  if (touched.some((role) => role.roleArn === roleArn)) return false;
  const entry = item.ledger.find((candidate) => candidate.roleArn === roleArn);
  return !entry || (document !== null && entry.sha256 === sha256(document));
}

/** Roles on which a policy of ours may stand. */
export function rolesOfLink(item: LinkItem): readonly string[] {
  return [
    ...new Set([
      ...item.ledger.map(({ roleArn }) => roleArn),
      ...(item.intent?.roles ?? []).map(({ roleArn }) => roleArn),
      ...item.undone.map(({ roleArn }) => roleArn),
    ]),
  ];
}

/** What indexes a link by app, by pool and by role are made from. */
export function indexedResources(item: LinkItem): readonly string[] {
  const pools = [item.request?.userPoolId, item.request?.identityPoolId];
  return [
    ...(item.request ? [`APP#${item.app}`] : []),
    ...pools.flatMap((pool) => (pool ? [`POOL#${pool}`] : [])),
    ...item.ledger.map(({ roleArn }) => `ROLE#${roleArn}`),
  ];
}
