import { finding, type Finding } from '../../contract/findings.ts';
import type {
  AppClientDescription,
  MfaDescription,
  Reading,
  UserPoolDescription,
} from '../readings.ts';
import { clientFactOf } from './app-clients.ts';
import { requiredAtSignUp, unwritable } from './attributes.ts';
import { mfaMethodsOf } from './factors.ts';
import { signsInByLibrary } from './sign-in.ts';

/**
 * Whether whoever signs up gets a link to confirm the email address by (API reference,
 * VerificationMessageTemplateType). A pool that verifies both sends a code to the phone alone (Cognito
 * guide, "Signing up and confirming user accounts").
 */
export function isConfirmedByLink({ linkConfirms, autoVerifiedAttributes }: UserPoolDescription) {
  return (
    linkConfirms &&
    autoVerifiedAttributes.includes('email') &&
    !autoVerifiedAttributes.includes('phone_number')
  );
}

/** What somebody meets who wants to become a user of the app. */
export function entryFindings(
  pool: UserPoolDescription,
  clients: readonly AppClientDescription[],
  mfa: Reading<MfaDescription>,
): Finding[] {
  if (pool.adminsCreateUsers) return [finding('SIGN_UP_CLOSED', { userPool: pool.id })];
  return [
    ...(isConfirmedByLink(pool) ? [finding('CONFIRMATION_BY_LINK', { userPool: pool.id })] : []),
    ...clients.flatMap((client) => unreachableFactors(client, pool, mfa)),
  ];
}

const attributeOf = { SMS: 'phone_number', EMAIL: 'email' } as const;

/**
 * Codes go to an attribute, which whoever signs up by a client can only give where the client may write
 * it (Cognito guide, "Working with user attributes"). One that is a name to sign in by is given with it,
 * and one that is required and not writable is told as that. TOTP needs none, nor do passkeys.
 */
function unreachableFactors(
  client: AppClientDescription,
  pool: UserPoolDescription,
  reading: Reading<MfaDescription>,
): Finding[] {
  const { writeAttributes } = client;
  if (writeAttributes === null || !signsInByLibrary(client)) return [];
  if (reading.status !== 'found' || reading.value.passkeysSatisfyMfa) return [];
  const { mfa } = pool;
  const methods = mfaMethodsOf(pool, reading).filter((method) => method !== 'TOTP');
  if (mfa === null || mfa === 'OFF' || methods.length < mfaMethodsOf(pool, reading).length)
    return [];
  const attributes = methods.map((method) => attributeOf[method]);
  const given = [...pool.usernameAttributes, ...requiredAtSignUp(pool)];
  const reached = attributes.some((name) => given.includes(name));
  if (
    methods.length === 0 ||
    reached ||
    unwritable(client, attributes).length < attributes.length
  ) {
    return [];
  }
  return [
    finding('FACTOR_NOT_WRITABLE', {
      client: clientFactOf(client),
      methods,
      attributes,
      writable: writeAttributes,
      mfa,
    }),
  ];
}
