import { Refusal } from './refusal.ts';
import type { Variables } from './state.ts';

const LONGEST_KEY = 255;
const LONGEST_VALUE = 5_500;

function check(key: string, value: unknown): void {
  const wrong = complaintAbout(key, value);
  if (wrong) throw new Refusal('BadRequestException', wrong);
}

function complaintAbout(key: string, value: unknown): string | undefined {
  if (key === '') return 'Environment variables cannot have an empty key.';
  if (typeof value !== 'string') return `The value of ${key} is no string.`;
  if (key.startsWith('AWS')) {
    return `Environment variable ${key} cannot start with the reserved prefix AWS.`;
  }
  if (key.length > LONGEST_KEY) {
    return `Environment variables cannot have a key of more than ${LONGEST_KEY} characters.`;
  }
  if (value.length > LONGEST_VALUE) {
    return `The value of ${key} cannot have more than ${LONGEST_VALUE} characters.`;
  }
  return undefined;
}

/**
 * The variables after a write. It replaces the whole map; but one that is empty or left out changes
 * nothing, and the way to have none is a key of a single space (aws/aws-sdk-go-v2#2788).
 */
export function variablesAfter(before: Variables, given: unknown): Variables {
  if (typeof given !== 'object' || given === null) return before;
  const entries = Object.entries(given);
  if (entries.length === 0) return before;

  for (const [key, value] of entries) check(key, value);
  return Object.fromEntries(entries.filter(([key]) => key.trim() !== ''));
}

/** Like the service, which leaves the member out when there is no variable. */
export const shownVariables = (variables: Variables): Variables | undefined =>
  Object.keys(variables).length === 0 ? undefined : variables;
