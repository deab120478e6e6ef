import { StateDataFault } from '../../contract/errors.ts';
import type { Finding } from '../../contract/findings.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { Plan } from '../../contract/plan.ts';
import type { ImportRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import type { AllowList } from '../pools/allowance.ts';
import { canonicalJson, sha256 } from '../canonical.ts';
import type { ClientConfig } from '../config/client-config.ts';
import { planConfig, type PublishedNow } from '../config/config-plan.ts';
import {
  bucketFindings,
  identityPoolFindings,
  unsupportedFindings,
} from '../policies/grant-findings.ts';
import { isRecorded } from '../link/link-record.ts';
import type { BucketDescription, Reading, RolePoliciesReading } from '../readings.ts';
import { renderFiles } from '../config/files.ts';
import { emits } from '../policies/emitted-roles.ts';
import { planRoles } from '../policies/role-plan.ts';
import { eventFindings } from './event-plan.ts';
import { settledRoles } from './settled-roles.ts';

/** Everything that a plan is made from. */
export type PlanInput = {
  readonly request: ImportRequest;
  readonly item: LinkItem;
  readonly userPool: Slice<'userPool'>;
  readonly identityPool: Slice<'identityPool'> | null;
  readonly rolePolicies: readonly RolePoliciesReading[];
  readonly buckets: Readonly<Record<string, Reading<BucketDescription>>>;
  readonly published: PublishedNow;
  readonly startedBy: Slice<'run'>['startedBy'];
  /** `null` in process, where the caller's own rights decide. */
  readonly allowList: AllowList | null;
};

/**
 * The exact list of what a run would change, with every finding so far. Pure: same input, same plan.
 *
 * @throws StateDataFault when a pool could not be read and no finding refuses the import
 */
export function makePlan(input: PlanInput): Plan {
  const { request, item, userPool, identityPool } = input;
  const roles = planRoles(request, identityPool?.settings?.roles ?? [], input.rolePolicies, item);
  const settled = settledRoles(roles, input);
  const config = clientConfigOf(input);
  const { files, revision, manifest } = planConfig(
    item,
    config ? renderFiles(config) : [],
    input.published,
  );
  const findings = [
    ...userPool.findings,
    ...(identityPool?.findings ?? []),
    ...unsupportedFindings(request),
    ...identityPoolFindings(request),
    ...bucketFindings(request, input.buckets, input.allowList),
    ...settled.findings,
  ];
  const unread = !userPool.settings || (request.identityPoolId && !identityPool?.settings);
  if (unread && countErrors(findings) === 0) {
    throw new StateDataFault('A pool has neither settings nor an error that says why.');
  }
  const changes = { roles: [...settled.roles], files: [...files], push: [] };
  const hash = planHash({ request, ...changes });
  return {
    version: '1',
    app: item.app,
    env: item.env,
    hash,
    request,
    ...changes,
    revision,
    manifest,
    manifestEtag: input.published.manifestEtag,
    findings: [...findings, ...eventFindings(input, changes.roles, hash)],
  };
}

/** Names what a plan would do; two plans of one hash do the same. */
function planHash({
  request,
  roles,
  files,
  push,
}: Pick<Plan, 'request' | 'roles' | 'files' | 'push'>): string {
  const hash = sha256(
    canonicalJson({
      roles: roles.map(({ role, policyName, before, after }) => ({
        role,
        policyName,
        before,
        after,
      })),
      files: files.map(({ path, sha256: content, changed }) => ({ path, content, changed })),
      push,
      // Whoever agreed to files for the owner has not agreed to writing on a role.
      ...(emits(request) && { rolePolicies: request.rolePolicies }),
    }),
  );
  return `sha256:${hash}`;
}

/** How many things Apply, Publish and Record link have to do: 0 means that the world is as wanted. */
export function countChanges(plan: Plan, item: LinkItem): number {
  const roles = plan.roles.filter(({ write }) => write).length;
  const files = plan.files.filter(({ changed, repair }) => changed || repair).length;
  const removed = plan.manifest !== null && files === 0 ? 1 : 0;
  return roles + files + removed + plan.push.length + (isRecorded(item, plan) ? 0 : 1);
}

/** How many findings refuse the import. */
export function countErrors(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

function clientConfigOf({
  request,
  userPool,
  identityPool,
  buckets,
}: PlanInput): ClientConfig | null {
  if (!userPool.settings) return null;
  return {
    auth: userPool.settings,
    identity: identityPool?.settings ?? null,
    // Once each: the library refuses a bucket that is named twice.
    buckets: [...new Set(request.grants.storage.map(({ bucket }) => bucket))].flatMap((bucket) => {
      const reading = buckets[bucket];
      return reading?.status === 'found' ? [{ name: bucket, region: reading.value.region }] : [];
    }),
    options: request,
  };
}

/** Where the plan of this run lies. @throws StateDataFault when none was made */
export function storedPlanOf({ key, sha256: hash }: Slice<'plan'>): {
  key: string;
  sha256: string;
} {
  if (key === null || hash === null) throw new StateDataFault('No plan was made in this run.');
  return { key, sha256: hash };
}
