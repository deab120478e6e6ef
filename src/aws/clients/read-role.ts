import { AccessDenied, ResourceMissing } from '../../contract/errors/caller-errors.ts';
import { identityPoolReads, userPoolReads } from '../../contract/cognito-reads.ts';
import { eventSource } from '../../contract/events.ts';
import { call } from '../aws-errors.ts';

/** Credentials as an SDK client asks for them. */
type Credentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
};

/** A role of another account, and the app for which its pools are read. */
export type ReadRole = { readonly arn: string; readonly app: string };

/** The other account sees this name in its CloudTrail. */
const sessionName = 'amplify-import';
/** A session is given up so long before its end that a slow call still gets through. */
const margin = 5 * 60_000;

/**
 * What a session may do at most, whatever else its role allows: the reads of the two validating
 * states. A role that somebody made too wide cannot change a pool through us.
 */
const sessionPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: [...userPoolReads, ...identityPoolReads], Resource: '*' }],
});

/**
 * The credentials of a role, for all clients that act by it: assumed at the first call, and again
 * when they are about to end. A role that cannot be assumed is asked for again by the next call.
 *
 * Each time it is told for which app, so that its trust can tell the apps of one stack apart; one that
 * does not ask takes no notice (IAM guide, "Access to AWS accounts owned by third parties").
 *
 * @throws AccessDenied for `sts:AssumeRole`
 */
export function credentialsOf(role: ReadRole): () => Promise<Credentials> {
  let current: Promise<Credentials> | undefined;
  const begin = () => {
    const assumed = assume(role);
    assumed.catch(() => {
      if (current === assumed) current = undefined;
    });
    return (current = assumed);
  };
  return async () => {
    const seen = current;
    if (seen && !endsSoon(await seen)) return seen;
    return current === undefined || current === seen ? begin() : current;
  };
}

function endsSoon({ expiration }: Credentials): boolean {
  return expiration !== undefined && expiration.getTime() - Date.now() < margin;
}

async function assume({ arn: RoleArn, app }: ReadRole): Promise<Credentials> {
  // Loaded for a pool of another account only.
  const [{ AssumeRoleCommand }, { callerClients }] = await Promise.all([
    import('@aws-sdk/client-sts'),
    import('./caller-clients.ts'),
  ]);
  try {
    const { Credentials } = await call('sts:AssumeRole', RoleArn, () =>
      callerClients.sts().send(
        new AssumeRoleCommand({
          RoleArn,
          RoleSessionName: sessionName,
          ExternalId: eventSource({ app }),
          Policy: sessionPolicy,
        }),
      ),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      ...(Credentials?.SessionToken && { sessionToken: Credentials.SessionToken }),
      ...(Credentials?.Expiration && { expiration: Credentials.Expiration }),
    };
  } catch (error) {
    if (!isUnusable(error)) throw error;
    throw new AccessDenied('sts:AssumeRole', RoleArn, { cause: error });
  }
}

/**
 * STS denies a role that is not there as it denies one that trusts nobody. An ARN of another
 * partition it calls a validation error; other clouds say that nothing is there.
 */
function isUnusable(error: unknown): boolean {
  const { name } = ((error as Error).cause ?? {}) as { name?: string };
  return error instanceof ResourceMissing || name === 'ValidationError';
}
