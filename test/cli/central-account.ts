import { awsError, type Answer } from './stand-in.ts';

/** A role as docs/central-pool-role.template.json makes it, in the account that holds the pool. */
export const readRoleArn = 'arn:aws:iam::444455556666:role/AmplifyImportRead';

/** The app that its trust lets in. */
const readExternalId = 'amplify-import.storefront';

/** What STS gives out; none of it may be seen anywhere. */
export const session = {
  AccessKeyId: 'ASIACENTRALPOOL00001',
  SecretAccessKey: 'the-secret-key-of-the-session',
  SessionToken: 'the-token-of-the-session',
};

/** Texts that would give the session away. */
export const sessionSecrets = Object.values(session);

/** STS lets the caller assume the role for that app, for an hour unless told otherwise. */
export function assumable(seconds = 3_600): Record<string, Answer> {
  return {
    AssumeRole: ({ RoleArn, ExternalId }) => {
      if (RoleArn !== readRoleArn || ExternalId !== readExternalId) throw awsError('AccessDenied');
      const Expiration = new Date(Date.now() + seconds * 1_000).toISOString();
      return { Credentials: { ...session, Expiration } };
    },
  };
}

/** Pools of the other account: nobody sees them but by the session. */
export function onlyInSession(answers: Readonly<Record<string, Answer>>): Record<string, Answer> {
  return Object.fromEntries(
    Object.entries(answers).map(([operation, answer]) => [
      operation,
      (body, call) => {
        if (call.accessKeyId !== session.AccessKeyId) throw awsError('ResourceNotFoundException');
        return answer(body, call);
      },
    ]),
  );
}
