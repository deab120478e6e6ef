import { StateDataFault } from '../../contract/errors/faults.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import { distinctFindings } from '../findings/denied-readings.ts';
import { countErrors } from '../findings/severity.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import { configFindings } from '../config/config-findings.ts';
import { clientConfigOf } from '../config/config-of.ts';
import { destinationOf } from '../pools/destination.ts';
import { planConfig } from '../config/config-plan.ts';
import { agreedFindings } from './agreed-findings.ts';
import { endOf, expiryFindings } from '../link/expiry.ts';
import { identityPoolFindings, unsupportedFindings } from '../grants/request-findings.ts';
import { isRecorded } from '../roles/record.ts';
import { renderFiles } from '../config/files.ts';
import { guestFindings } from '../grants/guest-findings.ts';
import { webOrigins } from '../pools/web-origins.ts';
import { resourceFindings } from '../grants/resource-findings.ts';
import { knownResources } from '../grants/resources/readings.ts';
import { retiredServiceFindings } from '../grants/retired-services.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import { planRoles } from '../roles/plan.ts';
import { committedItem, eventFindings } from './event-plan.ts';
import { functionAccess } from './function-access.ts';
import type { WantedTarget } from '../targets/target-kind.ts';
import type { PlanInput } from './plan-input.ts';
import { requireEveryGrant, requireEveryRole } from './left-out.ts';
import { plannedPush } from './plan-push.ts';
import { repointedPools } from './repointed-pools.ts';
import { wantedOfTargets } from '../targets/target-hash.ts';
import { targetRequestFindings } from '../targets/target-kinds.ts';
import { decidedRoles } from '../roles/role-checks.ts';

/**
 * The exact list of what a run would change, with every finding so far. Pure: same input, same plan.
 *
 * @throws StateDataFault when a pool could not be read and no finding refuses the import
 */
export function makePlan(input: PlanInput): Plan {
  const { request, item, userPool, identityPool } = input;
  const poolRoles = identityPool?.settings?.roles ?? [];
  const roles = planRoles(request, poolRoles, input.rolePolicies, item, input.resources, input.now);
  const settled = decidedRoles(roles, input);
  const known = knownResources(request, poolRoles[0]?.arn ?? '', input.resources);
  const config = clientConfigOf(input);
  const { files, removedFiles, revision, manifest } = planConfig(
    item,
    config ? renderFiles(config) : [],
    input.published,
  );
  const certain = distinctFindings([
    ...userPool.findings,
    ...(identityPool?.findings ?? []),
    ...unsupportedFindings(request),
    ...expiryFindings(request, input.targets.configUri !== null),
    ...targetRequestFindings(request, input.targets.account),
    ...retiredServiceFindings(request),
    ...identityPoolFindings(request, input.resources, userPool),
    ...resourceFindings(request, input.resources, {
      allowList: input.allowList,
      roles: poolRoles,
      clients: userPool.clients,
      tokens: userPool.tokens,
      ...(userPool.settings && { origins: webOrigins(userPool.settings.web, request) }),
    }),
    ...(known ? guestFindings(request, known, identityPool?.classicFlow) : []),
    ...configFindings(input, config),
    ...settled.findings,
  ]);
  const isRefused = countErrors(certain) > 0;
  const findings = isRefused ? certain : [...certain, ...settled.findingsIfAccepted];
  const unread = !userPool.settings || (request.identityPoolId && !identityPool?.settings);
  if (unread && !isRefused) {
    throw new StateDataFault('A pool has neither settings nor an error that says why.');
  }
  if (!isRefused) {
    requireEveryRole(poolRoles, input.rolePolicies);
    requireEveryGrant(request, poolRoles, input.resources);
  }
  const pushed = plannedPush(input, { files, revision, manifest });
  const changes = {
    repointed: repointedPools(request, committedItem(input)),
    roles: [...settled.roles],
    files: [...files],
    removedFiles: [...removedFiles],
    push: [...pushed.targets],
    findings: [...findings, ...pushed.findings],
  };
  const access = pushed.published ? functionAccess(request, pushed.published, item) : [];
  const hash = planHash({ request, access, ...changes });
  return {
    version: '1',
    app: item.app,
    env: item.env,
    ...destinationOf(input),
    hash,
    hashVersion,
    request,
    ...changes,
    restoredFirst: [...settled.restoredFirst],
    otherRoles: [...settled.otherRoles],
    revision,
    manifest,
    manifestEtag: input.published.manifestEtag,
    published: pushed.published,
    findings: [
      ...changes.findings,
      ...eventFindings(
        input,
        { roles: changes.roles, published: pushed.published },
        isRefused ? null : hash,
      ),
    ],
  };
}

/**
 * Raised by whoever changes what a hash holds: 2 holds facts of warnings in the place of their words, 3 what
 * is wanted of push targets, 4 access of functions that its owner has not allowed yet, when a link ends, and
 * which pools it leaves.
 */
const hashVersion = 4;

type PlannedChanges = Pick<
  Plan,
  'request' | 'repointed' | 'roles' | 'files' | 'removedFiles' | 'push' | 'findings'
>;

/**
 * Names what a plan would do and what was warned of; two plans of one hash do the same to a world with
 * the same warnings.
 */
function planHash({
  request,
  access,
  repointed,
  roles,
  files,
  removedFiles,
  push,
  findings,
}: PlannedChanges & { readonly access: readonly WantedTarget[] }): string {
  const delivery = deliveryOf(request);
  const hash = sha256(
    canonicalJson({
      repointed,
      roles: roles.map((change) => ({
        role: change.role,
        policyName: change.policyName,
        ...delivery.hashView(change),
      })),
      files: files.map(({ path, sha256: content, changed }) => ({ path, content, changed })),
      removedFiles,
      push: wantedOfTargets(push),
      access: access.map(({ roleArn, keys }) => [roleArn, keys]),
      ends: endOf(request),
      findings: agreedFindings({ findings }),
      // Whoever agreed to files for the owner has not agreed to writing on a role.
      ...delivery.named,
    }),
  );
  return `sha256:${hash}`;
}

/** How many things Apply, Publish and Record link have to do: 0 means that the world is as wanted. */
export function countChanges(plan: Plan, item: LinkItem): number {
  const roles = plan.roles.filter(({ write }) => write).length;
  const files = plan.files.filter(({ changed, repair }) => changed || repair).length;
  const removed = plan.manifest !== null && files === 0 ? 1 : 0;
  const targets = plan.push.filter(({ change }) => change === 'write').length;
  return roles + files + removed + targets + (isRecorded(item, plan) ? 0 : 1);
}
