/** How bad a finding is: one `error` refuses the import. */
export const severities = ['error', 'warning', 'info'] as const;
export type Severity = (typeof severities)[number];

/** What the catalogue says of a code. */
export type CatalogueEntry = {
  readonly severity: Severity;
  /** The code in one sentence. */
  readonly meaning: string;
  readonly resolution: string;
  /**
   * The AWS CLI command that mends it, or shows what is needed to: printed, never executed. A value of
   * the case goes where its name stands in angle brackets, quoted for a POSIX shell. Of several, the
   * first whose names are all given.
   */
  readonly command?: string | readonly string[];
};

export type Catalogue = Readonly<Record<string, CatalogueEntry>>;

/**
 * The command that changes settings of an app client by a jq program. Cognito resets what an update
 * leaves out (API reference, UpdateUserPoolClient), so the client is read first and sent back whole.
 */
export function updateClient<Edit extends string>(edit: Edit) {
  return `aws cognito-idp describe-user-pool-client --region <region> --user-pool-id <userPoolId> --client-id <clientId> --query UserPoolClient | jq 'del(.ClientSecret, .CreationDate, .LastModifiedDate) | ${edit}' | aws cognito-idp update-user-pool-client --region <region> --cli-input-json file:///dev/stdin` as const;
}

/** Like `updateClient`, adding each of the `values` to a list of the client. */
export function addToClient<List extends string>(list: List) {
  return `aws cognito-idp describe-user-pool-client --region <region> --user-pool-id <userPoolId> --client-id <clientId> --query UserPoolClient | jq 'del(.ClientSecret, .CreationDate, .LastModifiedDate) | .${list} += $ARGS.positional' --args <values> | aws cognito-idp update-user-pool-client --region <region> --cli-input-json file:///dev/stdin` as const;
}

/** The command that changes an identity pool: it too resets what an update leaves out. */
export function updateIdentityPool<Edit extends string>(edit: Edit) {
  return `aws cognito-identity describe-identity-pool --region <region> --identity-pool-id <identityPoolId> | jq ${edit} | aws cognito-identity update-identity-pool --region <region> --cli-input-json file:///dev/stdin` as const;
}

/** The command that sets one role of an identity pool and keeps its other roles and its mappings. */
export function setPoolRole<Kind extends string>(kind: Kind) {
  return `aws cognito-identity get-identity-pool-roles --region <region> --identity-pool-id <identityPoolId> | jq --arg role <roleArn> '.Roles.${kind} = $role' | aws cognito-identity set-identity-pool-roles --region <region> --cli-input-json file:///dev/stdin` as const;
}
