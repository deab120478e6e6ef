import type { Plan } from '../../src/contract/plan.ts';
import type { PoolRole } from '../../src/contract/pool-settings.ts';
import { callersAmong, type PolicyRequest } from '../../src/domain/iam/evaluator.ts';
import { signedLines, type PolicyStatement } from '../../src/contract/statement-text.ts';
import { makePlan } from '../../src/domain/plan/make-plan.ts';
import type { PlanInput } from '../../src/domain/plan/plan-input.ts';
import { someGrants, type WrittenGrants } from '../support/builders/grants.ts';
import { groupRoleArn } from '../support/builders/groups.ts';
import { authRoleArn, guestRoleArn } from '../support/builders/ids.ts';
import { planInput, rolePolicies } from '../support/builders/plan.ts';
import { found } from '../support/builders/readings.ts';
import { aRequest } from '../support/builders/request.ts';
import { identitySettings } from '../support/builders/settings.ts';

/** Everybody whom a category is tried with: each has an identity of the same name. */
const everybody = ['user', 'other', 'guest', 'admin'] as const;
export type Who = (typeof everybody)[number];

const adminRoleArn = groupRoleArn('admins');
/** The role of each: `other` is another signed-in user. */
export const roleOf: Readonly<Record<Who, string>> = {
  user: authRoleArn,
  other: authRoleArn,
  guest: guestRoleArn,
  admin: adminRoleArn,
};
export const poolRoles: PoolRole[] = [
  { kind: 'authenticated', arn: authRoleArn, reach: 'ungrouped' },
  { kind: 'guest', arn: guestRoleArn, reach: 'everyone' },
  { kind: 'group', group: 'admins', arn: adminRoleArn, reach: 'everyone' },
];

/** The plan of a request in whose account everything stands that it grants. */
export function planOf(written: WrittenGrants, overrides: Partial<PlanInput> = {}): Plan {
  const request = aRequest({ grants: someGrants(written) });
  return makePlan(
    planInput({
      request,
      identityPool: { settings: identitySettings({ roles: poolRoles }), findings: [] },
      rolePolicies: poolRoles.map(({ arn }) => rolePolicies({ roleArn: arn })),
      ...overrides,
    }),
  );
}

/** The plan of a request where everything that another plan wrote stands. */
export function planAfter(before: Plan, written: WrittenGrants): Plan {
  const standing = new Map(before.roles.map(({ role, after }) => [role, after]));
  return planOf(written, {
    request: aRequest({ adopt: true, grants: someGrants(written) }),
    rolePolicies: poolRoles.map(({ arn }) => {
      const document = standing.get(arn);
      return rolePolicies({ roleArn: arn, ...(document && { ours: found(document) }) });
    }),
  });
}

/** Those who can make a call by the policies before or after a plan, or by those of several plans. */
export function whoIsLet(
  call: PolicyRequest,
  side: 'before' | 'after',
  ...plans: readonly Plan[]
): Who[] {
  const principals = everybody.map((who) => ({
    principal: who,
    documents: plans.flatMap((plan) => documentOf(plan, roleOf[who], side) ?? []),
    context: { 'cognito-identity.amazonaws.com:sub': who },
  }));
  return callersAmong(principals)(call) as Who[];
}

export function documentOf(plan: Plan, role: string, side: 'before' | 'after'): string | null {
  return plan.roles.find((change) => change.role === role)?.[side] ?? null;
}

/** The statements that a plan writes on a role, as people read them, where ARNs are told in short. */
export function statementsFor(plan: Plan, who: Who): string[] {
  const document = documentOf(plan, roleOf[who], 'after') ?? '{"Statement":[]}';
  const { Statement } = JSON.parse(document) as { Statement: PolicyStatement[] };
  return signedLines('+', Statement).map((line) => shortened(line.slice('+ '.length)));
}

function shortened(line: string): string {
  return line
    .replaceAll(/arn:aws:[a-z0-9-]+:eu-west-1:111122223333:/g, '…:')
    .replaceAll('arn:aws:s3:::', '')
    .replaceAll('${cognito-identity.amazonaws.com:sub}', '<own>');
}

/** A call on something of the account of the pools. */
export function callOn(
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): PolicyRequest {
  const [service] = action.split(':');
  const arn = `arn:aws:${service}:eu-west-1:111122223333:${resource}`;
  return { action, resource: resource === '*' ? '*' : arn, context };
}

/** A call on objects of a bucket, or on the bucket with the prefix that is listed. */
export function s3Call(action: string, path: string, prefix?: string): PolicyRequest {
  const context = prefix === undefined ? {} : { 's3:prefix': prefix };
  return { action: `s3:${action}`, resource: `arn:aws:s3:::${path}`, context };
}
