import { finding, type Finding } from '../../contract/findings.ts';
import type { PairedRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { providerNameOf } from '../ids.ts';
import type { IdentityPoolReadings, PrincipalTags } from '../readings.ts';
import { writableOfAll } from '../standard-attributes.ts';
import { judgeTrust } from '../trust/trust-policy.ts';

type Tags = Pick<IdentityPoolReadings, 'principalTags'>;
type Roles = Pick<IdentityPoolReadings, 'poolRoles' | 'roles' | 'handedRoles'>;

/** The tags that sessions of the user pool's users get, as far as that is known. */
export function sessionTagsOf({ principalTags }: Tags): PrincipalTags {
  const known = principalTags?.status === 'found' && principalTags.value !== 'unlisted defaults';
  return known ? principalTags.value : {};
}

/**
 * What is told of tags beside what roles make of them. A claim bears the name of its attribute (Cognito
 * guide, "Understanding the identity (ID) token").
 */
export function principalTagFindings(
  request: PairedRequest,
  userPool: Pick<Slice<'userPool'>, 'writable'>,
  { principalTags, ...roles }: Tags & Roles,
): Finding[] {
  const { identityPoolId: identityPool, userPoolId } = request;
  const of = { identityPool, provider: providerNameOf(userPoolId) };
  if (principalTags?.status === 'denied')
    return [finding('PRINCIPAL_TAGS_NOT_JUDGED', { ...of, action: principalTags.action })];
  if (principalTags?.status !== 'found') return [];
  if (principalTags.value === 'unlisted defaults') {
    const closed = rolesClosedToTags(identityPool, of.provider, roles);
    return closed.length > 0 ? [finding('PRINCIPAL_TAGS_UNKNOWN', { ...of, roles: closed })] : [];
  }
  const writable = writableOfAll(userPool.writable);
  const open = Object.entries(principalTags.value).filter(([, claim]) => writable.includes(claim));
  if (open.length === 0) return [];
  const [tags, claims] = [open.map(([tag]) => tag), [...new Set(open.map(([, claim]) => claim))]];
  return [finding('PRINCIPAL_TAGS_WRITABLE', { ...of, tags, claims })];
}

/** Roles of users that would let nobody in whose session is tagged as by default. */
function rolesClosedToTags(
  identityPoolId: string,
  provider: string,
  { poolRoles, roles, handedRoles }: Roles,
): readonly string[] {
  const guest = poolRoles.status === 'found' ? poolRoles.value.guest : null;
  const users = { provider, guestsAllowed: true, sessionTags: defaultTags };
  return Object.entries({ ...roles, ...handedRoles }).flatMap(([arn, role]) => {
    if (role.status !== 'found' || arn === guest) return [];
    const told = judgeTrust(role.value.trustPolicy, { kind: 'group', arn }, identityPoolId, users);
    return told.some(({ code }) => code === 'PRINCIPAL_TAGS_WITHOUT_TAG_SESSION') ? [arn] : [];
  });
}

/** Cognito guide, "Default provider mappings". */
const defaultTags = { username: 'sub', client: 'aud' };
