/** The statement of a trust policy that lets the users of an identity pool assume a role. */

/** The action by which users of an identity pool assume a role. */
export const webIdentityAction = 'sts:AssumeRoleWithWebIdentity';

/** Without it no session can be tagged (IAM guide, "Passing session tags in AWS STS"). */
export const tagAction = 'sts:TagSession';

/** What marks a session that begins: tags, an identity of its source, a context (IAM guide, "Session tags"). */
export const sessionActions = [tagAction, 'sts:SetSourceIdentity', 'sts:SetContext'] as const;

/** The operator that checks the kind of user: `amr` has several values (Cognito guide, "Role trust and permissions"). */
export const kindOperator = 'ForAnyValue:StringLike';

/** One kind of user of one identity pool, and the principal that assumes roles for them. */
export type AdmittedUsers = {
  readonly identityPool: string;
  /** The value of `amr` in their tokens: signed-in users or guests. */
  readonly users: 'authenticated' | 'unauthenticated';
  /** `cognito-identity.amazonaws.com`, or its like of another partition. */
  readonly principal: string;
};

/** The statement that lets in one kind of user of one identity pool, and nobody else. */
export function admittingStatement(
  { identityPool, users, principal }: AdmittedUsers,
  actions: readonly string[] = [webIdentityAction],
): Readonly<Record<string, unknown>> {
  return {
    Effect: 'Allow',
    Principal: { Federated: principal },
    Action: actions.length === 1 ? actions[0] : actions,
    Condition: {
      StringEquals: { [`${principal}:aud`]: identityPool },
      [kindOperator]: { [`${principal}:amr`]: users },
    },
  };
}
