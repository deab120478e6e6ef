import { finding, type Finding } from '../../contract/findings.ts';
import type { PairedRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { providerNameOf } from '../ids.ts';
import type { IdentityPoolReadings, PrincipalTags } from '../readings.ts';
import { writableOfAll } from '../standard-attributes.ts';

type Tags = Pick<IdentityPoolReadings, 'principalTags'>;

/** The tags that sessions of the user pool's users get, as far as that is known. */
export function sessionTagsOf({ principalTags }: Tags): PrincipalTags {
  return principalTags?.status === 'found' ? principalTags.value : {};
}

/**
 * What is told of tags beside what roles make of them. A claim bears the name of its attribute (Cognito
 * guide, "Understanding the identity (ID) token").
 */
export function principalTagFindings(
  { identityPoolId: identityPool, userPoolId }: PairedRequest,
  userPool: Pick<Slice<'userPool'>, 'writable'>,
  { principalTags }: Tags,
): Finding[] {
  const of = { identityPool, provider: providerNameOf(userPoolId) };
  if (principalTags?.status === 'denied')
    return [finding('PRINCIPAL_TAGS_NOT_JUDGED', { ...of, action: principalTags.action })];
  if (principalTags?.status !== 'found') return [];
  const writable = writableOfAll(userPool.writable);
  const open = Object.entries(principalTags.value).filter(([, claim]) => writable.includes(claim));
  if (open.length === 0) return [];
  const [tags, claims] = [open.map(([tag]) => tag), [...new Set(open.map(([, claim]) => claim))]];
  return [finding('PRINCIPAL_TAGS_WRITABLE', { ...of, tags, claims })];
}
