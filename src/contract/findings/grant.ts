import { updatePoolRoles, type Catalogue } from './entry.ts';

const updateGroup =
  'aws cognito-idp update-group --region <region> --user-pool-id <userPoolId> --group-name=<group> --role-arn <roleArn>';

/** Lets the groups of the user pool choose the role, for the users of one client. */
const mapByToken = updatePoolRoles(
  '--arg provider <provider> \'.RoleMappings[$provider] = {Type: "Token", AmbiguousRoleResolution: "AuthenticatedRole"}\'',
);

/** Findings about what is granted, and to whom. */
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
