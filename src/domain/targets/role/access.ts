import type { UserPoolAction } from '../../iam/allowed-actions.ts';

/**
 * What a function may do with the users of a pool, by the names that Amplify Gen 2 gives it
 * (docs/facts/gen2-backend.md): groups of actions, and single ones.
 */
const groups = {
  manageUsers: [
    'AdminConfirmSignUp',
    'AdminCreateUser',
    'AdminDeleteUser',
    'AdminDeleteUserAttributes',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminGetUser',
    'AdminListGroupsForUser',
    'AdminRespondToAuthChallenge',
    'AdminSetUserMFAPreference',
    'AdminSetUserSettings',
    'AdminUpdateUserAttributes',
    'AdminUserGlobalSignOut',
  ],
  manageGroupMembership: ['AdminAddUserToGroup', 'AdminRemoveUserFromGroup'],
  manageGroups: ['GetGroup', 'ListGroups', 'CreateGroup', 'DeleteGroup', 'UpdateGroup'],
  manageUserDevices: [
    'AdminForgetDevice',
    'AdminGetDevice',
    'AdminListDevices',
    'AdminUpdateDeviceStatus',
  ],
  managePasswordRecovery: ['AdminResetUserPassword', 'AdminSetUserPassword'],
} as const;

const single = {
  addUserToGroup: 'AdminAddUserToGroup',
  createGroup: 'CreateGroup',
  createUser: 'AdminCreateUser',
  deleteGroup: 'DeleteGroup',
  deleteUser: 'AdminDeleteUser',
  deleteUserAttributes: 'AdminDeleteUserAttributes',
  disableUser: 'AdminDisableUser',
  enableUser: 'AdminEnableUser',
  forgetDevice: 'AdminForgetDevice',
  getDevice: 'AdminGetDevice',
  getGroup: 'GetGroup',
  getUser: 'AdminGetUser',
  listDevices: 'AdminListDevices',
  listGroups: 'ListGroups',
  listGroupsForUser: 'AdminListGroupsForUser',
  listUsers: 'ListUsers',
  listUsersInGroup: 'ListUsersInGroup',
  removeUserFromGroup: 'AdminRemoveUserFromGroup',
  resetUserPassword: 'AdminResetUserPassword',
  setUserMfaPreference: 'AdminSetUserMFAPreference',
  setUserPassword: 'AdminSetUserPassword',
  setUserSettings: 'AdminSetUserSettings',
  updateDeviceStatus: 'AdminUpdateDeviceStatus',
  updateGroup: 'UpdateGroup',
  updateUserAttributes: 'AdminUpdateUserAttributes',
} as const;

/**
 * The IAM actions of each name.
 *
 * @internal for tests, which hold them against the closed list
 */
export const accessActions: Readonly<Record<string, readonly UserPoolAction[]>> = {
  ...Object.fromEntries(
    Object.entries(groups).map(([name, operations]) => [name, operations.map(actionOf)]),
  ),
  ...Object.fromEntries(
    Object.entries(single).map(([name, operation]) => [name, [actionOf(operation)]]),
  ),
};

type Operation =
  (typeof groups)[keyof typeof groups][number] | (typeof single)[keyof typeof single];

function actionOf(operation: Operation): UserPoolAction {
  return `cognito-idp:${operation}`;
}

/** Whoever may set the role of a group changes who gets which AWS credentials. */
const setsRoles: ReadonlySet<string> = new Set([
  'cognito-idp:CreateGroup',
  'cognito-idp:UpdateGroup',
]);

/** Whether a name lets a function set the roles of groups. */
export function setsGroupRoles(access: string): boolean {
  return actionsOf(access).some((action) => setsRoles.has(action));
}

/** Whether a name is one of those. */
export function isAccess(access: string): boolean {
  return Object.hasOwn(accessActions, access);
}

/** The actions of a name; of an unknown one, none. */
export function actionsOf(access: string): readonly UserPoolAction[] {
  return isAccess(access) ? (accessActions[access] ?? []) : [];
}
