import * as z from 'zod';
import { regionPattern } from './name-patterns.ts';

/** How AWS writes the names that a request gives in several places. */

/** S3 user guide, "General purpose bucket naming rules". */
const bucketPattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Cognito API reference, GroupNameType. */
const groupNamePattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

export const groupName = z
  .string()
  .regex(groupNamePattern, 'needs the name of a group: 1 to 128 characters, none of them a blank');
export const region = z.string().regex(regionPattern, 'needs a region like "eu-west-1"');
export const bucket = z.string().regex(bucketPattern, 'needs the name of a bucket');

/** The pattern of an ARN of a service; `account` empty where the service leaves it out. */
export function arnPattern(service: string, resource: string, account = String.raw`\d{12}`) {
  return new RegExp(
    String.raw`^arn:aws[a-z-]*:${service}:[a-z]{2,}(?:-[a-z]+)+-\d+:${account}:${resource}$`,
  );
}

/** What one of several patterns takes, as one pattern: a JSON Schema can say it. */
export function eitherPattern(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'));
}

/** Region of a user pool id (`eu-west-1_AbC`) or of an identity pool id (`eu-west-1:…`). */
export function regionOfPool(poolId: string): string {
  return poolId.split(/[_:]/, 1)[0] ?? '';
}

/** Name of a role, whatever its path: the last part of `role/service-role/CognitoAuth`. */
export function roleNameOf(roleArn: string): string {
  return roleArn.slice(roleArn.lastIndexOf('/') + 1);
}
