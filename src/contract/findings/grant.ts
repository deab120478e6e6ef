import { updatePoolRoles, type Catalogue } from './entry.ts';

const updateGroup =
  'aws cognito-idp update-group --region <region> --user-pool-id <userPoolId> --group-name=<group> --role-arn <roleArn>';

/** Lets the groups of the user pool choose the role, for the users of one client. */
const mapByToken = updatePoolRoles(
  '--arg provider <provider> \'.RoleMappings[$provider] = {Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole"}\'',
);

const boundaryDocument =
  'aws iam get-policy-version --policy-arn <policyArn> --version-id "$(aws iam get-policy --policy-arn <policyArn> --query Policy.DefaultVersionId --output text)"';

/** Findings about what is granted: whom it reaches, and what stands on the roles. */
export const grantCatalogue = {
  GRANT_REACHES_NOBODY: {
    severity: 'error',
    meaning: 'A grant is made on a role that no user of the app ever gets.',
    resolution: 'Grant it to the roles that users do get.',
    command: mapByToken,
  },
  GRANT_REACHES_UNGROUPED_ONLY: {
    severity: 'warning',
    meaning:
      'A grant to signed-in users reaches only those for whom no group or rule chooses another role.',
    resolution: 'Grant it to the groups as well.',
  },
  GRANT_REACH_UNKNOWN: {
    severity: 'warning',
    meaning:
      'Whom a grant to signed-in users reaches hangs on the roles of their groups, and not all groups were read.',
    resolution:
      'Look at the groups that were not read; grant it to those that have a role of their own as well.',
  },
  GROUP_ROLE_SHARED: {
    severity: 'warning',
    meaning:
      'Others get the role of a granted group too, and with it everything that it is granted.',
    resolution: 'Give the group a role of its own, in place of the one in the command.',
    command: updateGroup,
  },
  GROUP_ROLE_MISSING: {
    severity: 'error',
    meaning: 'The request grants something to a group that has no role.',
    resolution: 'Give the group a role, in place of the one in the command.',
    command: updateGroup,
  },
  REGION_OTHER_PARTITION: {
    severity: 'error',
    meaning: 'A grant names a region of another partition than that of the roles.',
    resolution: 'Name a region of the partition of the roles, or leave the region out.',
  },
  READ_DENIED: {
    severity: 'error',
    meaning: 'AWS denied a call that the import needs.',
    resolution: 'Allow the action to whoever runs the import.',
  },
  POLICY_DRIFT: {
    severity: 'error',
    meaning: 'A policy of our name holds something that we did not write.',
    resolution: 'Look at it; ask with "adopt": true to replace it.',
    command: 'aws iam get-role-policy --role-name <roleName> --policy-name <policyName>',
  },
  POLICY_BUDGET_EXCEEDED: {
    severity: 'error',
    meaning: 'The inline policies of a role would exceed what IAM allows.',
    resolution:
      'Grant less, free room on the role, or ask with "rolePolicies": "emit" for the documents as files, which their owner can attach as managed policies.',
    command: 'aws iam list-role-policies --role-name <roleName>',
  },
  DENY_ON_SHARED_ROLE: {
    severity: 'warning',
    meaning:
      'A path below another one has rules of its own, so our policy denies, and the role has policies of others: a Deny holds against those too.',
    resolution:
      'Let the paths of this bucket lie beside each other, or make sure that the other policies need nothing below the denied paths.',
    command: 'aws iam list-role-policies --role-name <roleName>',
  },
  GRANT_DENIED_BY_LINK: {
    severity: 'warning',
    meaning:
      'Another app or environment that is imported on the same role denies there what is granted here: a Deny beats every grant of a role.',
    resolution:
      'Let the paths that the other one grants on this bucket lie beside each other, or grant the same on the denied path there too; or give each its own roles.',
    command: 'aws iam get-role-policy --role-name <roleName> --policy-name <policyName>',
  },
  POLICY_EMITTED: {
    severity: 'info',
    meaning: 'A policy is handed out as a file, and the role does not hold it yet.',
    resolution: 'Put the document on the role by the tool that manages it: docs/emit.md.',
  },
  POLICY_LEFT_STANDING: {
    severity: 'warning',
    meaning:
      'A policy of our name stands on a role, and nothing is taken off a role while policies are handed out.',
    resolution:
      "Put the emitted document there by the owner's tool, under the same name in its place, or under another one and then delete this one.",
    command: 'aws iam delete-role-policy --role-name <roleName> --policy-name <policyName>',
  },
  BEGUN_WRITE_UNDONE: {
    severity: 'warning',
    meaning:
      'An import that died had begun to write on a role. What it had found there is put back before the policies are handed out.',
    resolution: 'Look whether the document that is put back is the one that is to stand there.',
    command: 'aws iam get-role-policy --role-name <roleName> --policy-name <policyName>',
  },
  BOUNDARY_MASKS_GRANT: {
    severity: 'warning',
    meaning:
      'The permissions boundary of a role keeps a grant from taking effect, wholly or in part.',
    resolution: 'Let the owner of the boundary allow the actions there, or leave the grant out.',
    command: boundaryDocument,
  },
  BOUNDARY_NOT_JUDGED: {
    severity: 'info',
    meaning:
      'Nobody knows here whether the permissions boundary of a role lets the grants through.',
    resolution: 'Look whether the boundary allows what the plan grants.',
    command: boundaryDocument,
  },
  ROLE_MANAGED_ELSEWHERE: {
    severity: 'info',
    meaning:
      'A policy is written on a role that Terraform or CloudFormation manages, which may take it away, or cannot delete the role with it.',
    resolution:
      'Ask with "rolePolicies": "emit" and let that tool put the document there. The command takes the policy off, before that tool deletes the role.',
    command: 'aws iam delete-role-policy --role-name <roleName> --policy-name <policyName>',
  },
  EXPECT_PLAN_NEEDED: {
    severity: 'error',
    meaning:
      'An event asks for new access of guests, or for another pool, without the hash of a plan that somebody has seen.',
    resolution:
      'Make a plan of the same request, look at it, and send the event with its hash as "expectPlan".',
  },
  SERVICE_RETIRED: {
    severity: 'error',
    meaning: 'The request grants something of a service that AWS has closed.',
    resolution: 'Name a resource of the service that took its place, or leave the grant out.',
  },
  GUEST_OUT_OF_SCOPE: {
    severity: 'warning',
    meaning:
      'Guests are granted an action that Cognito may keep from them in the enhanced flow, whatever their role allows.',
    resolution:
      'Grant it to signed-in users only, or let the app get the credentials of guests by the basic flow.',
  },
  GUEST_WRITES_LEFT_OUT: {
    severity: 'info',
    meaning:
      'Guests who are granted a whole GraphQL API get its queries and subscriptions: what they may change, or read of other types, is granted by name only.',
    resolution: 'Nothing to do, unless guests should write: then list every field that they get.',
  },
  GRANTED_ON_EVERY_RESOURCE: {
    severity: 'info',
    meaning:
      'A prediction is granted on `*`, in one region: the service answers a call without any resource of the account, so that IAM has none to name.',
    resolution:
      'Nothing to do, unless somebody should not run up the costs of the service: then leave them out. Guests are anybody.',
  },
  PUSH_TARGET_NOT_SUPPORTED_YET: {
    severity: 'error',
    meaning: 'The request names a push target that this version cannot serve.',
    resolution: 'Leave that target out.',
  },
  OPTION_NOT_SUPPORTED_YET: {
    severity: 'error',
    meaning: 'The request uses an option that this version does not know how to honour.',
    resolution: 'Leave that option out.',
  },
} as const satisfies Catalogue;
