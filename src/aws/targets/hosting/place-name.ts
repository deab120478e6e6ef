import { isBranch, type HostingPlace } from '../../../domain/targets/hosting/place.ts';

/** How errors name an app or a branch. */
export function placeName(place: HostingPlace): string {
  const { appId } = place;
  return isBranch(place) ? `the branch ${place.branch} of the app ${appId}` : `the app ${appId}`;
}
