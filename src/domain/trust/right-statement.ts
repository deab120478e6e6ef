import type { RoleCase } from './role-callers.ts';
import { webIdentityAction } from './trust-evaluation.ts';

/** The condition that binds the kind of user: `amr` has several values (limits.md 2.1). */
export const kindOperator = 'ForAnyValue:StringLike';

/** The statement that lets in one kind of user of one identity pool, and nobody else. */
export function rightStatement({
  identityPoolId,
  amr,
  dialect: { principal },
}: Pick<RoleCase, 'identityPoolId' | 'amr' | 'dialect'>): Readonly<Record<string, unknown>> {
  return {
    Effect: 'Allow',
    Principal: { Federated: principal },
    Action: webIdentityAction,
    Condition: {
      StringEquals: { [`${principal}:aud`]: identityPoolId },
      [kindOperator]: { [`${principal}:amr`]: amr },
    },
  };
}
