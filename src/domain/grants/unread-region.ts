import { finding, type Finding } from '../../contract/findings.ts';
import { isKnownRegion } from '../regions.ts';

/** Tells of a region that nobody knows, for a grant on whose behalf nothing is read there. */
export function unreadRegionFindings(grant: string, region: string | null | undefined): Finding[] {
  return region == null || isKnownRegion(region)
    ? []
    : [finding('REGION_UNKNOWN', { grant, region })];
}
