import { AccessDenied } from '../../../contract/errors/caller-errors.ts';
import type { Services } from '../../ports.ts';
import type { SiteObject } from './port.ts';

/** An object of a site as it stands; `null`: there is none. @throws AccessDenied */
export async function standingObject(
  bucket: string,
  objectKey: string,
  { sites }: Pick<Services, 'sites'>,
): Promise<SiteObject | null> {
  const reading = await sites.object(bucket, objectKey);
  if (reading.status === 'denied') {
    throw new AccessDenied(reading.action, `${bucket}/${objectKey}`);
  }
  return reading.status === 'found' ? reading.value : null;
}
