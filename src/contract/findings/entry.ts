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
 * A command that sends back whole what another one reads, changed by a jq program: Cognito resets what
 * an update leaves out (API reference, UpdateUserPoolClient, UpdateIdentityPool, SetIdentityPoolRoles).
 */
export function sendBack<Update extends string, Read extends string, Edit extends string>(
  update: Update,
  read: Read,
  edit: Edit,
) {
  return `${update} --cli-input-json "$(${read} | jq ${edit})"` as const;
}

/** What an answer holds of a client that an update does not take. */
const notSentBack = 'del(.ClientSecret, .CreationDate, .LastModifiedDate)';

/** The command that changes settings of an app client by a jq program. */
export function updateClient<Edit extends string>(edit: Edit) {
  return sendBack(
    'aws cognito-idp update-user-pool-client --region <region>',
    'aws cognito-idp describe-user-pool-client --region <region> --user-pool-id <userPoolId> --client-id <clientId> --query UserPoolClient',
    `'${notSentBack} | ${edit}'` as const,
  );
}

/** The command that adds each of the `values` to a list of an app client, once. */
export function addToClient<List extends string>(list: List) {
  return sendBack(
    'aws cognito-idp update-user-pool-client --region <region>',
    'aws cognito-idp describe-user-pool-client --region <region> --user-pool-id <userPoolId> --client-id <clientId> --query UserPoolClient',
    `'${notSentBack} | .${list} |= ((. // []) - $ARGS.positional + $ARGS.positional)' --args <values>` as const,
  );
}

/** The command that changes an identity pool by a jq program and its arguments. */
export function updateIdentityPool<Edit extends string>(edit: Edit) {
  return sendBack(
    'aws cognito-identity update-identity-pool --region <region>',
    'aws cognito-identity describe-identity-pool --region <region> --identity-pool-id <identityPoolId>',
    edit,
  );
}

/** The command that changes the roles of an identity pool and keeps its other roles and mappings. */
export function updatePoolRoles<Edit extends string>(edit: Edit) {
  return sendBack(
    'aws cognito-identity set-identity-pool-roles --region <region>',
    'aws cognito-identity get-identity-pool-roles --region <region> --identity-pool-id <identityPoolId>',
    edit,
  );
}
