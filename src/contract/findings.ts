import * as z from 'zod';
import { appClientFindings } from './findings/app-client.ts';
import { configFindings } from './findings/config.ts';
import { severities, type Severity } from './findings/entry.ts';
import { fillCommand, type CommandValues } from './findings/command.ts';
import { grantFindings } from './findings/grant.ts';
import { identityPoolFindings } from './findings/identity-pool.ts';
import { oauthFindings } from './findings/oauth.ts';
import { resourceFindings } from './findings/resource.ts';
import { roleFindings } from './findings/role.ts';
import { userPoolFindings } from './findings/user-pool.ts';

/**
 * Findings: what validation and the plan say about a request and its world. All of them are told at
 * once; one `error` refuses the import.
 */

export const findingSchema = z.strictObject({
  code: z.string().regex(/^[A-Z0-9_]+$/),
  severity: z.enum(severities),
  /** What it is about: an id, an ARN or a field of the request. */
  subject: z.string(),
  message: z.string(),
  found: z.string().optional(),
  needed: z.string().optional(),
  resolution: z.string(),
  /** The AWS CLI command that mends it: printed, never executed. */
  command: z.string().optional(),
});

export type Finding = z.infer<typeof findingSchema>;
export type { Severity } from './findings/entry.ts';

/** Every code that a run can report, by what it is about. */
export const findingSubjects = {
  'The user pool': userPoolFindings,
  'App clients': appClientFindings,
  'Hosted UI and federation': oauthFindings,
  'The identity pool': identityPoolFindings,
  Roles: roleFindings,
  Grants: grantFindings,
  'Granted resources': resourceFindings,
  'The client config': configFindings,
} as const;

export const findingCatalogue = {
  ...userPoolFindings,
  ...appClientFindings,
  ...oauthFindings,
  ...identityPoolFindings,
  ...roleFindings,
  ...grantFindings,
  ...resourceFindings,
  ...configFindings,
} as const;

type FindingCatalogue = typeof findingCatalogue;
export type FindingCode = keyof FindingCatalogue;

type FindingDetails<Code extends FindingCode> = {
  readonly subject: string;
  /** What is so in this case; the meaning of the code when left out. */
  readonly message?: string;
  readonly severity?: Severity;
  readonly found?: string;
  readonly needed?: string;
  readonly resolution?: string;
  /** What stands in the command of the code; without it, none is printed. */
  readonly command?: CommandValues<FindingCatalogue[Code]>;
};

/** A finding of a code, with what is particular to this case. */
export function finding<Code extends FindingCode>(
  code: Code,
  details: FindingDetails<Code>,
): Finding {
  const entry = findingCatalogue[code];
  const command = details.command && fillCommand(entry, details.command);
  return {
    code,
    severity: details.severity ?? entry.severity,
    subject: details.subject,
    message: details.message ?? entry.meaning,
    ...(details.found !== undefined && { found: details.found }),
    ...(details.needed !== undefined && { needed: details.needed }),
    resolution: details.resolution ?? entry.resolution,
    ...(command !== undefined && { command }),
  };
}
