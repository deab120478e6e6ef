import { closest } from 'fastest-levenshtein';
import * as z from 'zod';
import {
  exampleRequest,
  identityPoolIdPattern,
  requestSchema,
  userPoolIdPattern,
} from '../../contract/request.ts';
import { exampleGrants } from '../../contract/example-grants.ts';
import { regionOfPool } from '../../contract/aws-names.ts';
import { neededBy } from './needed.ts';
import { absentCategory } from './absent-categories.ts';

/** A complaint about one field of a request. */
type Complaint = { readonly field: string; readonly problem: string | (() => string) };

const bareUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Nobody needs to read more than these to know what is wrong. */
const mostComplaints = 20;
/** Long keys and values are cut, so that the example is always seen. */
const longestQuote = 100;
const longestReason = 2_000;

/**
 * The plain text of `InvalidRequest`: the fields at fault, then a filled-in example. Takes either one
 * reason, or a document with what its schema said.
 */
export function invalidRequestText(reason: string): string;
export function invalidRequestText(document: unknown, error: z.ZodError): string;
export function invalidRequestText(subject: unknown, error?: z.ZodError): string {
  if (!error) return [String(subject).slice(0, longestReason), ...exampleLines()].join('\n');
  return [...complaintLines(subject, error), ...exampleLines(subject)].join('\n');
}

/**
 * A filled-in example, as every refusal ends that has nothing better to show: with grants of the categories
 * that were asked for, and of no other.
 */
export function exampleLines(asked?: unknown): readonly string[] {
  const { grants: _grants, ...pools } = exampleRequest;
  const grants = Object.entries(exampleGrants).filter(
    ([category]) => valueAt(asked, ['grants', category]) !== undefined,
  );
  const example = { ...pools, ...(grants.length > 0 && { grants: Object.fromEntries(grants) }) };
  return ['A request looks like this:', JSON.stringify(example, null, 2)];
}

function complaintLines(document: unknown, error: z.ZodError): string[] {
  const complaints = error.issues.flatMap((issue) => complaintsOf(document, issue));
  const shown = complaints.slice(0, mostComplaints);
  const rest = complaints.length - shown.length;
  const heading =
    complaints.length === 1
      ? 'The request cannot be read: one field is at fault.'
      : `The request cannot be read: ${complaints.length} fields are at fault.`;
  return [
    heading,
    ...shown.map(
      ({ field, problem }) =>
        `- ${field.slice(0, longestQuote)}: ${typeof problem === 'string' ? problem : problem()}`,
    ),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ];
}

function complaintsOf(document: unknown, issue: z.core.$ZodIssue): Complaint[] {
  const field = issue.path.map(String).join('.') || 'request';
  if (issue.code === 'unrecognized_keys') {
    const prefix = issue.path.length > 0 ? `${field}.` : '';
    const known = knownKeysAt(issue.path);
    return issue.keys.map((key) => ({
      field: `${prefix}${key}`,
      // Of thousands of keys few are shown, and of a long one only its beginning.
      problem: () =>
        (field === 'grants' ? absentCategory(key.slice(0, longestQuote)) : null) ??
        `is not a key of a request; did you mean "${closest(key.slice(0, longestQuote), [...known])}"?`,
    }));
  }
  if (issue.code === 'invalid_key') {
    const problem = issue.issues.map(({ message }) => message).join('; ');
    const key = String(issue.path.at(-1)).slice(0, longestQuote);
    return [
      { field: issue.path.slice(0, -1).map(String).join('.'), problem: `${problem}, not "${key}"` },
    ];
  }
  const value = valueAt(document, issue.path);
  if (value === undefined) return [{ field, problem: 'is missing' }];
  return [{ field, problem: hintFor(document, field, value) ?? problemOf(issue, value) }];
}

function problemOf(issue: z.core.$ZodIssue, value: unknown): string {
  const text = neededBy(issue);
  if (typeof value === 'string' && value.trim() === '')
    return text ? `is empty; ${text}` : 'is empty';
  if (typeof value === 'string') return `${text}, not "${value.slice(0, longestQuote)}"`;
  return typeof value === 'object' && value !== null ? text : `${text}, not ${String(value)}`;
}

/** The frequent mistakes, each in its own words. */
function hintFor(document: unknown, field: string, value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (value !== value.trim() && value.trim() !== '') {
    return `has blanks around it; write "${value.trim().slice(0, longestQuote)}"`;
  }
  if (!['userPoolId', 'webClientId', 'nativeClientId', 'identityPoolId'].includes(field))
    return null;
  if (field === 'identityPoolId' && bareUuid.test(value)) {
    return `lacks its region; write it like "${regionIn(document)}:${value}"`;
  }
  if (identityPoolIdPattern.test(value)) return `"${value}" is an identity pool id: identityPoolId`;
  if (userPoolIdPattern.test(value)) return `"${value}" is a user pool id: userPoolId`;
  if (usualClientId.test(value)) return `"${value}" looks like an app client id: webClientId`;
  return null;
}

/** As Cognito makes them; what its API takes may be any word. */
const usualClientId = /^[a-z0-9]{26}$/;

/** Where an identity pool of a request most likely lies: beside its user pool. */
function regionIn(document: unknown): string {
  const userPoolId = valueAt(document, ['userPoolId']);
  const known = typeof userPoolId === 'string' && userPoolIdPattern.test(userPoolId);
  return regionOfPool(known ? userPoolId : exampleRequest.userPoolId);
}

/** The keys that the schema of a request has where somebody wrote an unknown one. */
function knownKeysAt(path: readonly PropertyKey[]): readonly string[] {
  const at = path.reduce<z.core.$ZodType>(schemaAt, requestSchema());
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** The schema of what stands under a key, whatever default it has and whether it may be null. */
function schemaAt(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType {
  if (schema instanceof z.ZodObject) return bare(schema.shape[key as string]);
  if (schema instanceof z.ZodArray) return bare(schema.element);
  if (schema instanceof z.ZodRecord) return bare(schema.valueType);
  return schema;
}

function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable
    ? bare(schema.unwrap())
    : schema;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    document,
  );
}
