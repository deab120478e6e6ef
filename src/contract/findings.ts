import * as z from 'zod';

/**
 * Findings: what validation and the plan say about a request and its world. All of them are told at
 * once; one `error` refuses the import.
 */

export const findingSchema = z.strictObject({
  code: z.string().regex(/^[A-Z0-9_]+$/),
  severity: z.enum(['error', 'warning', 'info']),
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
export type Severity = Finding['severity'];

type CatalogueEntry = {
  readonly severity: Severity;
  /** The code in one sentence. */
  readonly meaning: string;
  readonly resolution: string;
};

/** Every code that a run can report. */
export const findingCatalogue = {
  USER_POOL_NOT_FOUND: {
    severity: 'error',
    meaning: 'The user pool does not exist in the account and region that its id names.',
    resolution: 'Check the id, and that the run uses the account that holds the pool.',
  },
  CLIENT_NOT_FOUND: {
    severity: 'error',
    meaning: 'The user pool has no app client of that id.',
    resolution: 'Name an app client of this user pool.',
  },
  WEB_CLIENT_HAS_SECRET: {
    severity: 'error',
    meaning: 'A web app cannot keep a secret, so its app client must have none.',
    resolution:
      'Name an app client without a secret as webClientId; if the pool has none, create one and name it.',
  },
  NO_WEB_CLIENT: {
    severity: 'error',
    meaning: 'The user pool has no app client without a secret.',
    resolution: 'Create an app client without a secret.',
  },
  SEVERAL_WEB_CLIENTS: {
    severity: 'error',
    meaning: 'Several app clients could serve the web app, and the request names none.',
    resolution: 'Name one of them as webClientId.',
  },
  TOO_MANY_CLIENTS: {
    severity: 'error',
    meaning: 'The user pool has more app clients than are searched for one without a secret.',
    resolution: 'Name the app client as webClientId.',
  },
  NATIVE_CLIENT_HAS_SECRET: {
    severity: 'warning',
    meaning: 'The native app client has a secret, which is never published.',
    resolution: 'Give the secret to the native app by other means, or use a client without one.',
  },
  NATIVE_CLIENT_DEFAULTED: {
    severity: 'info',
    meaning: 'The request names no native client, so the web client serves native apps too.',
    resolution: 'Name nativeClientId if native apps have a client of their own.',
  },
  USER_POOL_ONLY: {
    severity: 'info',
    meaning: 'The request names no identity pool: users sign in, but get no AWS credentials.',
    resolution: 'Name identityPoolId if the app calls AWS services directly.',
  },
  OAUTH_INCOMPLETE: {
    severity: 'warning',
    meaning: 'The hosted UI is on for an app client, but something that it needs is missing.',
    resolution: 'Complete the app client, or ask for "oauth": "off".',
  },
  OAUTH_REQUIRED: {
    severity: 'error',
    meaning: 'The request demands OAuth, and an app client cannot offer it.',
    resolution: 'Complete the app client, or ask for "oauth": "auto".',
  },
  IDENTITY_POOL_NOT_FOUND: {
    severity: 'error',
    meaning: 'The identity pool does not exist in the account and region that its id names.',
    resolution: 'Check the id, and that the run uses the account that holds the pool.',
  },
  IDENTITY_POOL_CLIENT_MISMATCH: {
    severity: 'error',
    meaning: 'The identity pool does not accept the tokens of a published app client.',
    resolution:
      'Add the user pool and app client as a provider of the identity pool. The command replaces all settings of the pool: add to it the social, SAML, OpenID and classic flow settings that the pool has.',
  },
  IDENTITY_POOL_NEEDED: {
    severity: 'error',
    meaning: 'Grants are made on the roles of an identity pool, and the request names none.',
    resolution: 'Name identityPoolId, or leave the grants out.',
  },
  AUTH_ROLE_MISSING: {
    severity: 'error',
    meaning: 'The identity pool has no role for signed-in users.',
    resolution: 'Set an authenticated role on the identity pool.',
  },
  GUEST_GRANT_WITHOUT_GUEST_ROLE: {
    severity: 'error',
    meaning: 'The request grants something to guests, and the identity pool has no guest role.',
    resolution: 'Set an unauthenticated role on the identity pool, or leave the guest grants out.',
  },
  GUEST_GRANT_DORMANT: {
    severity: 'warning',
    meaning: 'The request grants something to guests, and the identity pool admits none.',
    resolution: 'Allow unauthenticated identities on the identity pool when guests are wanted.',
  },
  GUESTS_WITHOUT_ROLE: {
    severity: 'warning',
    meaning:
      'The identity pool admits guests but has no role for them, so they get no credentials.',
    resolution: 'Set an unauthenticated role on the identity pool, or stop admitting guests.',
  },
  ROLE_NOT_FOUND: {
    severity: 'error',
    meaning: 'A role that the identity pool names does not exist in this account.',
    resolution: 'Create the role, or set another one on the identity pool.',
  },
  ROLES_NOT_DISTINCT: {
    severity: 'error',
    meaning: 'Signed-in users and guests share one role, so every grant would reach guests.',
    resolution: 'Give guests a role of their own.',
  },
  TRUST_POLICY_UNREADABLE: {
    severity: 'error',
    meaning: 'The trust policy of a role cannot be read.',
    resolution: 'Repair the trust policy of the role.',
  },
  TRUST_MISSING: {
    severity: 'error',
    meaning: 'The role does not trust Cognito identity pools.',
    resolution: 'Let the role be assumed by cognito-identity with a web identity.',
  },
  TRUST_AUD_MISMATCH: {
    severity: 'error',
    meaning: 'The role does not trust this identity pool: no right condition on `aud`.',
    resolution: 'Require StringEquals on `aud` with the id of this identity pool.',
  },
  TRUST_AMR_MISMATCH: {
    severity: 'error',
    meaning:
      'The role is not bound to the kind of user that it is for: no right condition on `amr`.',
    resolution: 'Require ForAnyValue:StringLike on `amr` with the kind of user.',
  },
  BUCKET_NOT_FOUND: {
    severity: 'error',
    meaning: 'A granted bucket does not exist.',
    resolution: 'Create the bucket, or name another one.',
  },
  BUCKET_REGION_MISMATCH: {
    severity: 'error',
    meaning: 'A granted bucket lies in another region than the request says.',
    resolution: 'Leave the region out, or name the right one.',
  },
  RESOURCE_NOT_ALLOWED: {
    severity: 'error',
    meaning: 'The owner of a role or a bucket has not allowed this app to use it.',
    resolution: 'Let its owner set the tag `amplify-import` on it.',
  },
  READ_DENIED: {
    severity: 'error',
    meaning: 'AWS denied a call that the import needs.',
    resolution: 'Allow the action to whoever runs the import.',
  },
  POLICY_DRIFT: {
    severity: 'error',
    meaning: 'A policy of our name holds something that we did not write.',
    resolution: 'Look at it; ask with "adopt": true to replace it.',
  },
  POLICY_BUDGET_EXCEEDED: {
    severity: 'error',
    meaning: 'The inline policies of a role would exceed what IAM allows.',
    resolution: 'Grant less, or free room on the role.',
  },
  GRANT_NOT_SUPPORTED_YET: {
    severity: 'error',
    meaning: 'The request grants something of a kind that this version cannot grant.',
    resolution: 'Leave that grant out.',
  },
  PUSH_TARGET_NOT_SUPPORTED_YET: {
    severity: 'error',
    meaning: 'The request names a push target that this version cannot serve.',
    resolution: 'Leave that target out.',
  },
  OPTION_NOT_SUPPORTED_YET: {
    severity: 'error',
    meaning: 'The request uses an option that this version does not know how to honour.',
    resolution: 'Leave that option out.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type FindingCode = keyof typeof findingCatalogue;

type FindingDetails = {
  readonly subject: string;
  /** What is so in this case; the meaning of the code when left out. */
  readonly message?: string;
  readonly severity?: Severity;
  readonly found?: string;
  readonly needed?: string;
  readonly resolution?: string;
  readonly command?: string;
};

/** A finding of a code, with what is particular to this case. */
export function finding(code: FindingCode, details: FindingDetails): Finding {
  const entry = findingCatalogue[code];
  return {
    code,
    severity: details.severity ?? entry.severity,
    subject: details.subject,
    message: details.message ?? entry.meaning,
    ...(details.found !== undefined && { found: details.found }),
    ...(details.needed !== undefined && { needed: details.needed }),
    resolution: details.resolution ?? entry.resolution,
    ...(details.command !== undefined && { command: details.command }),
  };
}
