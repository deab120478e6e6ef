import * as z from 'zod';

/** How AWS writes the names that a request gives in several places. */

/** `eu-west-1`, `us-gov-west-1`. */
export const regionPattern = /^[a-z]{2,}(?:-[a-z]+)+-\d+$/;
/** S3 user guide, "General purpose bucket naming rules". */
const bucketPattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const region = z.string().regex(regionPattern, 'needs a region like "eu-west-1"');
export const bucket = z.string().regex(bucketPattern, 'needs the name of a bucket');

/** The pattern of an ARN of a service; `account` empty where the service leaves it out. */
export function arnPattern(service: string, resource: string, account = String.raw`\d{12}`) {
  return new RegExp(
    String.raw`^arn:aws[a-z-]*:${service}:[a-z]{2,}(?:-[a-z]+)+-\d+:${account}:${resource}$`,
  );
}
