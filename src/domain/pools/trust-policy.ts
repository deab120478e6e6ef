import * as z from 'zod';
import { finding, type Finding } from '../../contract/findings.ts';
import type { PoolRole } from '../../contract/slices.ts';
import { roleNameOf } from '../ids.ts';

/**
 * Reads the trust policy of an identity pool's role (limits.md 2.1; Cognito guide, "Role trust and
 * permissions"). Right is a statement that allows `sts:AssumeRoleWithWebIdentity` to cognito-identity
 * with `StringEquals aud = <this pool>` and `ForAnyValue:StringLike amr = <kind of user>`. A second
 * statement that trusts cognito-identity without both conditions opens the role to others, so it is
 * an error even beside a right one (CVE-2024-28056).
 */

/** IAM takes bare numbers and booleans as values of a condition too. */
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const oneOrMore = z
  .union([scalar, z.array(scalar)])
  .transform((value) => (typeof value === 'string' ? [value] : value));

const statementSchema = z.object({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), oneOrMore)]).optional(),
  Action: oneOrMore.optional(),
  NotAction: oneOrMore.optional(),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).optional(),
});
const documentSchema = z.object({
  Statement: z.union([statementSchema.transform((one) => [one]), z.array(statementSchema)]),
});
type Statement = z.infer<typeof statementSchema>;

/** Other partitions have principals of their own (`cognito-identity.us-gov-east-1.amazonaws.com`). */
const cognitoPrincipal = /^cognito-identity[a-z0-9.-]*\.amazonaws\.com(?:\.cn)?$/;
const assumeAction = 'sts:assumerolewithwebidentity';

/** What is wrong with the trust of a role for one identity pool; nothing when it is right. */
export function judgeTrust(
  trustPolicy: string,
  role: Pick<PoolRole, 'kind' | 'arn'>,
  identityPoolId: string,
): readonly Finding[] {
  const statements = readStatements(trustPolicy);
  if (!statements) return [finding('TRUST_POLICY_UNREADABLE', { subject: role.arn })];
  const amr = role.kind === 'guest' ? 'unauthenticated' : 'authenticated';
  const details = {
    subject: role.arn,
    needed: JSON.stringify(rightStatement(identityPoolId, amr)),
    command: {
      roleName: roleNameOf(role.arn),
      trustPolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [rightStatement(identityPoolId, amr)],
      }),
    },
  };
  const trusting = statements.filter(trustsCognito);
  if (trusting.length === 0) return [finding('TRUST_MISSING', details)];
  const audiences = trusting.map((statement) => valuesOf(statement, 'aud', exactOperators));
  const kinds = trusting.map((statement) => valuesOf(statement, 'amr', anyValueOperators));
  const audienceRight =
    audiences.some((values) => values.includes(identityPoolId)) &&
    audiences.every((values) => values.length > 0);
  const kindRight =
    trusting.some(
      (_, index) => kinds[index]?.includes(amr) && audiences[index]?.includes(identityPoolId),
    ) && kinds.every((values) => values.length > 0 && !admitsOthers(values, amr));
  return [
    ...(audienceRight
      ? []
      : [
          finding('TRUST_AUD_MISMATCH', {
            ...details,
            message: `${role.arn} does not trust the identity pool ${identityPoolId} and no other audience.`,
            found: audiences.flat().join(', ') || 'no StringEquals condition on aud',
          }),
        ]),
    ...(kindRight
      ? []
      : [
          finding('TRUST_AMR_MISMATCH', {
            ...details,
            message: `${role.arn} must be assumed by ${amr} users only.`,
            found: kinds.flat().join(', ') || 'no ForAnyValue condition on amr',
          }),
        ]),
  ];
}

const exactOperators: readonly string[] = ['stringequals'];
const anyValueOperators: readonly string[] = ['foranyvalue:stringlike', 'foranyvalue:stringequals'];

function readStatements(trustPolicy: string): readonly Statement[] | null {
  try {
    return documentSchema.parse(JSON.parse(trustPolicy)).Statement;
  } catch {
    return null;
  }
}

function trustsCognito({ Effect, Principal, Action, NotAction }: Statement): boolean {
  const federated = typeof Principal === 'string' ? [Principal] : (Principal?.['Federated'] ?? []);
  return (
    Effect === 'Allow' &&
    federated.some((principal) => principal === '*' || cognitoPrincipal.test(principal)) &&
    (NotAction !== undefined || (Action ?? []).some(allowsAssuming))
  );
}

/** An action may hold wildcards: `sts:*` opens the role as well. */
function allowsAssuming(action: string): boolean {
  const literal = action.toLowerCase().replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const pattern = literal.replace(/\*+/g, '.*').replaceAll('?', '.');
  return new RegExp(`^${pattern}$`).test(assumeAction);
}

/** Values that a statement demands of `<principal>:<key>`, with one of the right operators. */
function valuesOf(
  { Condition = {} }: Statement,
  key: 'aud' | 'amr',
  operators: readonly string[],
): readonly string[] {
  return Object.entries(Condition)
    .filter(([operator]) => operators.includes(operator.toLowerCase()))
    .flatMap(([, conditions]) => Object.entries(conditions))
    .filter(([name]) => name.startsWith('cognito-identity') && name.endsWith(`:${key}`))
    .flatMap(([, values]) => values);
}

/** The auth role must never be reachable by guests, nor the guest role by a pattern that is wider. */
function admitsOthers(values: readonly string[], amr: string): boolean {
  return values.some(
    (value) => value.includes('*') || value.includes('?') || (isKind(value) && value !== amr),
  );
}

function isKind(value: string): boolean {
  return value === 'authenticated' || value === 'unauthenticated';
}

function rightStatement(identityPoolId: string, amr: string): object {
  return {
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPoolId },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    },
  };
}
