import { finding, type FactsOf, type Finding } from '../../../contract/findings.ts';
import { inlinePolicyLimit } from '../../../contract/quotas.ts';
import { functionPolicyNameOf } from '../../../contract/link.ts';
import type { RoleFacts } from '../../../contract/pool-settings.ts';
import { parseTargetId } from '../../../contract/push/target.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { countedSize } from '../../iam/document.ts';
import type { ForeignPolicy, Reading } from '../../readings.ts';
import { boundaryFindings } from '../../roles/boundary.ts';
import { budgetFindings } from '../../roles/budget.ts';
import { grantDenials } from '../../roles/grant-denials.ts';
import { managedFindings } from '../../roles/owners.ts';
import { askedFunctions } from '../function/function-names.ts';
import { notAllowed } from '../owners-word.ts';
import {
  leftBy,
  sound,
  type JudgedTarget,
  type Judgement,
  type TargetContext,
  type TargetRules,
} from '../target-kind.ts';
import { isAccess, setsGroupRoles } from './access.ts';
import { functionsOn, wantedRoles } from './wanted-roles.ts';

/** What the rules of execution roles go by beside keys and tags. */
export type RoleTargetFacts = {
  readonly role: RoleFacts;
  /** Characters of all other inline policies, as IAM counts them. */
  readonly used: number;
  /** Other links whose functions run by the role. */
  readonly links: readonly string[];
  /** All other links with policies there, and what IAM counts of each. */
  readonly shares: FactsOf<'POLICY_BUDGET_EXCEEDED'>['links'];
  /** What else stands on it, of links and of anybody. */
  readonly policies: readonly ForeignPolicy[];
  /** The document of its permissions boundary; `null`: it has none. */
  readonly boundary: Reading<string> | null;
};

/** Execution roles of functions, which get access to the users of the pool. */
export const roleRules: TargetRules<RoleTargetFacts> = {
  kind: 'role',
  wanted: wantedRoles,
  requestFindings,
  missing: (id) => {
    const parsed = parseTargetId(id);
    const roleName = parsed.kind === 'role' ? parsed.roleName : id;
    return finding('FUNCTION_ROLE_NOT_FOUND', { target: id, roleName });
  },
  judge,
};

function requestFindings(request: RunRequest): readonly Finding[] {
  const withAccess = askedFunctions(request).filter(({ access }) => access.length > 0);
  if (withAccess.length === 0) return [];
  const unknown = withAccess.flatMap(({ id, access }) => {
    const names = access.filter((name) => !isAccess(name));
    return names.length > 0 ? [finding('FUNCTION_ACCESS_UNKNOWN', { target: id, names })] : [];
  });
  const groups = withAccess.filter(({ access }) => access.some(setsGroupRoles));
  return [
    ...unknown,
    ...(request.readRoleArn === null
      ? []
      : [
          finding('FUNCTION_ACCESS_OTHER_ACCOUNT', {
            userPool: request.userPoolId,
            functions: withAccess.map(({ id }) => id),
          }),
        ]),
    ...(groups.length > 0
      ? [finding('FUNCTION_ACCESS_GROUPS', { functions: groups.map(({ id }) => id) })]
      : []),
    // Files for the owner of a role are made of the roles of an identity pool.
    ...(request.rolePolicies === 'emit'
      ? [finding('OPTION_NOT_SUPPORTED_YET', { option: 'functions[].access' })]
      : []),
  ];
}

function judge(target: JudgedTarget<RoleTargetFacts>, context: TargetContext): Judgement {
  const { id, seen, wanted } = target;
  const denied = notAllowed(id, seen, context);
  if (denied) return leftBy(denied);
  const roleArn = wanted?.roleArn ?? null;
  const policyName = functionPolicyNameOf(context.source);
  const after = wanted?.keys[policyName] ?? null;
  if (roleArn === null || after === null) return sound;
  const told = toldOf(target, { roleArn, after, policyName }, context);
  const strangers = functionsOn(roleArn, context)
    .filter(({ access }) => access.length > 0)
    .filter((one) => context.source.executionRoles[one.id] !== roleArn);
  if (strangers.length > 0) {
    const functions = strangers.map((one) => one.id);
    return leftBy(
      finding('TARGET_CHANGED', { target: id, keys: [policyName], functions }),
      ...told,
    );
  }
  const budget = { used: seen.facts.used, need: countedSize(after), limit: inlinePolicyLimit };
  const sized = { role: roleArn, after, budget, links: seen.facts.shares };
  const [full] = budgetFindings(sized, 'push');
  return full ? leftBy(full, ...told) : { ...sound, findings: told };
}

type Written = { readonly roleArn: string; readonly policyName: string; readonly after: string };

/** What whoever gives access should know of the role, though it is written. */
function toldOf(
  { seen: { facts }, keys }: JudgedTarget<RoleTargetFacts>,
  { roleArn, policyName, after }: Written,
  context: TargetContext,
): readonly Finding[] {
  const functions = functionsOn(roleArn, context).map(({ name }) => name);
  const write = keys[policyName]?.seen === null;
  const isShared = functions.length > 1 || facts.links.length > 0;
  return [
    ...(isShared
      ? [finding('FUNCTION_ROLE_SHARED', { role: roleArn, functions, links: [...facts.links] })]
      : []),
    ...managedFindings({ role: roleArn, policyName, after, write }, facts.role),
    ...grantDenials({ role: roleArn, after }, facts.policies, {}, { by: 'functions' }),
    ...boundaryFindings(
      { role: roleArn, after },
      facts.role.boundary,
      facts.boundary ?? undefined,
      { by: 'functions' },
    ),
  ];
}
