import type * as z from 'zod';
import { apiAccessCatalogue } from './findings/api-access.ts';
import { apiReachCatalogue } from './findings/api-reach.ts';
import { apiMethodCatalogue } from './findings/api-methods.ts';
import { apiIssuerCatalogue } from './findings/api-issuer.ts';
import { apiTokenCatalogue } from './findings/api-tokens.ts';
import { appClientCatalogue } from './findings/app-client.ts';
import { configCatalogue } from './findings/config.ts';
import { denyingMappingCatalogue } from './findings/denying-mapping.ts';
import { denialCatalogue } from './findings/denial.ts';
import type { Catalogue, Entry } from './findings/entry.ts';
import type { Finding } from './finding.ts';
import { environmentCatalogue } from './findings/environment.ts';
import { eventCatalogue } from './findings/event.ts';
import { eventApiCatalogue } from './findings/event-api.ts';
import type { Joined } from './joined.ts';
import { loosely } from './loosely.ts';
import { findingBy } from './findings/finding-by.ts';
import { grantCatalogue } from './findings/grant.ts';
import { handedRoleCatalogue } from './findings/handed-role.ts';
import { hostingTargetCatalogue } from './findings/hosting-target.ts';
import { federationCatalogue } from './findings/federation.ts';
import { groupCatalogue } from './findings/group.ts';
import { groupRoleCatalogue } from './findings/group-role.ts';
import { functionTargetCatalogue } from './findings/function-target.ts';
import { identityPoolCatalogue } from './findings/identity-pool.ts';
import { oauthCatalogue } from './findings/oauth.ts';
import { oauthUseCatalogue } from './findings/oauth-use.ts';
import { policyCatalogue } from './findings/policy.ts';
import { emittedPolicyCatalogue } from './findings/emitted-policy.ts';
import { principalTagCatalogue } from './findings/principal-tags.ts';
import { reachCatalogue } from './findings/reach.ts';
import { unknownReachCatalogue } from './findings/reach-unknown.ts';
import { resourceUseCatalogue } from './findings/resource-use.ts';
import { parametersTargetCatalogue } from './findings/parameters-target.ts';
import { poolRoleCatalogue } from './findings/pool-role.ts';
import { resourceCatalogue } from './findings/resource.ts';
import { roleOwnerCatalogue } from './findings/role-owner.ts';
import { roleTargetCatalogue } from './findings/role-target.ts';
import { roleCatalogue } from './findings/role.ts';
import { siteTargetCatalogue } from './findings/site-target.ts';
import { targetCatalogue } from './findings/target.ts';
import { trustAdmissionCatalogue } from './findings/trust-admission.ts';
import { trustOpeningCatalogue } from './findings/trust-openings.ts';
import { signInCatalogue } from './findings/sign-in.ts';
import { signUpCatalogue } from './findings/sign-up.ts';
import { userPoolCatalogue } from './findings/user-pool.ts';
import { once } from './when-asked.ts';

export type { Finding } from './finding.ts';
export type { Catalogue } from './findings/entry.ts';

/** Every code that a run can report, by what it is about. */
export const findingSubjects = once(() => ({
  'The user pool': userPoolCatalogue(),
  Groups: groupCatalogue(),
  'App clients': appClientCatalogue(),
  'Sign-in': signInCatalogue(),
  'Sign-up': signUpCatalogue(),
  'Hosted UI': { ...oauthCatalogue(), ...oauthUseCatalogue() },
  Federation: federationCatalogue(),
  'The identity pool': {
    ...identityPoolCatalogue(),
    ...poolRoleCatalogue(),
    ...denyingMappingCatalogue(),
    ...principalTagCatalogue(),
  },
  Roles: { ...roleCatalogue(), ...handedRoleCatalogue() },
  'Trust policies of roles': { ...trustAdmissionCatalogue(), ...trustOpeningCatalogue() },
  Grants: {
    ...reachCatalogue(),
    ...unknownReachCatalogue(),
    ...groupRoleCatalogue(),
    ...grantCatalogue(),
  },
  'Granted resources': { ...resourceCatalogue(), ...resourceUseCatalogue() },
  'Granted APIs': {
    ...apiAccessCatalogue(),
    ...apiReachCatalogue(),
    ...apiTokenCatalogue(),
    ...apiIssuerCatalogue(),
    ...apiMethodCatalogue(),
    ...eventApiCatalogue(),
  },
  'Policies on roles': {
    ...policyCatalogue(),
    ...emittedPolicyCatalogue(),
    ...denialCatalogue(),
  },
  'Owners of roles': roleOwnerCatalogue(),
  Environments: environmentCatalogue(),
  'What an event may ask for': eventCatalogue(),
  'The client config': configCatalogue(),
  'Push targets': {
    ...targetCatalogue(),
    ...functionTargetCatalogue(),
    ...hostingTargetCatalogue(),
    ...roleTargetCatalogue(),
    ...siteTargetCatalogue(),
    ...parametersTargetCatalogue(),
  },
}));

type Subjects = ReturnType<typeof findingSubjects>;

/** The same by their codes alone. */
export const findingCatalogue = once(
  () => Object.assign({}, ...Object.values(findingSubjects())) as Joined<Subjects[keyof Subjects]>,
);

type FindingCatalogue = ReturnType<typeof findingCatalogue>;
export type FindingCode = keyof FindingCatalogue;

/** What a rule must know to tell a finding of a code. */
export type FactsOf<Code extends FindingCode> = z.infer<FindingCatalogue[Code]['facts']>;

/** A finding of a code by its facts, told in the words of the catalogue. */
export function finding<Code extends FindingCode>(code: Code, facts: FactsOf<Code>): Finding {
  const declared: Entry = findingCatalogue()[code];
  return findingBy(code, declared, facts);
}

/** The facts of a finding, if it is one of the code. */
export function factsIn<Code extends FindingCode>(
  code: Code,
  found: Finding,
): FactsOf<Code> | undefined {
  if (found.code !== code) return undefined;
  const { facts }: Entry = findingCatalogue()[code];
  return loosely(facts).safeParse(found.facts).data as FactsOf<Code> | undefined;
}

/**
 * Of the facts of a finding those that a plan's hash holds, and whoever agrees to the plan agrees to. Of a
 * code that this version does not know, all of them.
 */
export function agreedFacts({ code, facts }: Finding): Readonly<Record<string, unknown>> {
  const declared = declaredOf(code);
  if (!declared) return facts;
  const told = declared.agreedWhereTold?.filter((name) => Object.hasOwn(facts, name)) ?? [];
  return Object.fromEntries(
    [...declared.agreed, ...told].map((name) => [name, facts[name] ?? null]),
  );
}

/** Whether whoever agrees to a plan agrees to what a finding says. */
export function isAgreed({ code }: Pick<Finding, 'code'>): boolean {
  return declaredOf(code)?.notAgreed !== true;
}

/** Whether a text of a finding is a whole policy, which a page for people does not repeat. */
export function isDocument({ code, facts }: Finding, text: string): boolean {
  const documents = declaredOf(code)?.documents ?? [];
  return documents.some((name) => facts[name] === text);
}

/** What the catalogue says of a code; nothing, of one that this version does not know. */
function declaredOf(code: string): Entry | undefined {
  const catalogue: Catalogue = findingCatalogue();
  return Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
}
