import type { FindingCode } from '../../../src/contract/findings.ts';

/** Why a repair is pasted by no test. */
type Reason = 'service lacking' | 'a person chooses' | 'no AWS command';

/** Repairs whose finding cannot go by pasting alone on the local cloud. */
export const notPasted: Readonly<Partial<Record<FindingCode, Reason>>> = {
  // The local cloud has one region, no updated issuer, no access by tags of buckets and no UpdateGroup.
  REGION_NOT_ENABLED: 'service lacking',
  API_TRUSTS_OTHER_ISSUER: 'service lacking',
  SITE_BUCKET_NOT_OPEN: 'service lacking',
  GROUP_PRECEDENCE_TIED: 'service lacking',
  GROUP_ROLE_MISSING: 'service lacking',
  // It refuses to be given such a trust policy.
  TRUST_POLICY_UNREADABLE: 'service lacking',
  TRUST_NOT_PRINCIPAL: 'service lacking',
  // What is printed has the place of a role that somebody has to make first.
  AUTH_ROLE_MISSING: 'a person chooses',
  GUEST_GRANT_WITHOUT_GUEST_ROLE: 'a person chooses',
  GROUP_ROLE_SHARED: 'a person chooses',
  // Rights on keys are never read: the owner of the key decides, and the finding stays.
  BUCKET_KMS_KEY: 'a person chooses',
  STREAM_KMS_KEY: 'a person chooses',
  // It takes the policy off before somebody deletes the role, or starts one build by hand.
  ROLE_MANAGED_ELSEWHERE: 'a person chooses',
  HOSTING_BUILD_NOT_ALLOWED: 'a person chooses',
};
