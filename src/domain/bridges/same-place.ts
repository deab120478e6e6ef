import type { Bridged } from './bridged.ts';

/** Why a tool that looks for everything in one account and one region cannot find it. */
export function placeRefusals({ request, auth, identity }: Bridged, tool: string): string[] {
  return [
    ...(request.readRoleArn
      ? [
          `${tool} reads the pools with the rights of its own account, and ${auth.userPoolId} is read by ${request.readRoleArn}.`,
        ]
      : []),
    ...(identity && identity.region !== auth.region
      ? [
          `${tool} looks for both pools in one region, and ${auth.userPoolId} lies in ${auth.region}, ${identity.identityPoolId} in ${identity.region}.`,
        ]
      : []),
  ];
}
