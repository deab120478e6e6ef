import type { StateName } from '../src/contract/states.ts';
import type { Grant } from './grant.ts';
import type { Grants } from './grants.ts';
import { inspectGrants } from './inspect-grants.ts';

/** Whatever a request can grant, the plan looks at: one right for each kind of resource. */
const inspecting = Object.keys(inspectGrants) as (keyof typeof inspectGrants)[];

/**
 * THE table: what each state may do, and nothing else (docs/permissions.md). What a row's words mean
 * stands in `grants.ts`; what no row can ever allow, in `denials.ts`.
 */
export function permissionsOf(may: Grants): Readonly<Record<StateName, readonly Grant[]>> {
  return {
    'Read request': [may.readLink, may.findLinks, may.listUserPools],
    'Take lease': [may.readLink, may.writeLink, may.seeLeaseOwner],
    'Validate user pool': [may.readUserPools, may.readOtherAccounts, may.writeReports],
    'Validate identity pool': [
      may.readIdentityPools,
      may.readOtherAccounts,
      may.readRoles,
      may.writeReports,
    ],
    'Plan role policies': [
      may.readLink,
      may.readRoles,
      may.readRolePolicies,
      may.readBoundaries,
      ...inspecting.map((name) => may[name]),
      may.inspectSites,
      may.readTaggedSites,
      may.readAllowedSites,
      may.readParameters,
      may.findLinks,
      may.inspectFunctions,
      may.inspectHosting,
      may.readConfig,
      may.readReports,
      may.writeReports,
    ],
    'Apply role policies': [
      may.readLink,
      may.writeLink,
      may.deleteIndex,
      may.readConfig,
      may.readReports,
      may.writeReports,
      may.readOurRolePolicy,
      may.writeTaggedRolePolicies,
      may.writeAllowedRolePolicies,
    ],
    'Publish config': [may.readLink, may.readReports, may.readConfig, may.writeConfig],
    'Record link': [
      may.readLink,
      may.writeLink,
      may.deleteIndex,
      may.readReports,
      may.writeReports,
    ],
    'Undo role policies': [
      may.readLink,
      may.writeLink,
      may.readConfig,
      may.readOurRolePolicy,
      may.writeTaggedRolePolicies,
      may.writeAllowedRolePolicies,
    ],
    'Close run': [may.readLink, may.writeLink, may.readReports, may.writeReports],
    'Read push request': [may.readLink],
    'Plan push': [
      may.readLink,
      may.findLinks,
      may.writeLink,
      may.readConfig,
      may.readReports,
      may.writeReports,
      may.inspectSites,
      may.readTaggedSites,
      may.readAllowedSites,
      may.readParameters,
      may.inspectFunctions,
      may.inspectHosting,
      may.readRoles,
      may.readRolePolicies,
      may.readBoundaries,
    ],
    'Push target': [
      may.readLink,
      may.readConfig,
      may.readReports,
      may.readTaggedSites,
      may.readAllowedSites,
      may.writeTaggedSites,
      may.writeAllowedSites,
      may.readParameters,
      may.writeParameters,
      may.writeTaggedFunctions,
      may.writeAllowedFunctions,
      may.inspectHosting,
      may.writeTaggedHosting,
      may.writeAllowedHosting,
      may.readOurRolePolicy,
      may.writeTaggedRolePolicies,
      may.writeAllowedRolePolicies,
    ],
    'Record push': [
      may.readLink,
      may.writeLink,
      may.deleteIndex,
      may.readReports,
      may.writeReports,
    ],
    'Follow builds': [
      may.readLink,
      may.writeLink,
      may.inspectHosting,
      may.readBuilds,
      may.startAllowedBuilds,
      may.readTaggedSites,
      may.readAllowedSites,
      may.invalidateTagged,
      may.invalidateAllowed,
    ],
    'Close push': [may.readLink, may.writeLink, may.readReports, may.writeReports],
  };
}
