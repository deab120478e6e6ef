import type { Dialect } from './condition.ts';
import { bindingComparison, narrowest, breadthOf, type Identity, type Breadth } from './breadth.ts';
import type { Condition } from './trust-document.ts';

/**
 * Whom of a federation the conditions of a statement leave. A login provider serves every app and
 * an OpenID Connect provider every tenant, so that what binds them is a claim of their tokens (IAM
 * guide, "Available keys for AWS OIDC federation"). A SAML provider of an account is the directory of
 * its owner.
 */
export function breadthOfFederation(
  name: string,
  conditions: readonly Condition[],
  { hasVariables }: Dialect,
): Breadth {
  if (/^arn:[^:]+:iam::[^:]*:saml-provider\//i.test(name)) return 'some';
  const issuer = issuerOfPrincipal(name);
  return narrowest(
    conditions.map((condition): Breadth => {
      const [, owner = '', claim = ''] = /^(.*):([^:]*)$/.exec(condition.key.toLowerCase()) ?? [];
      if (!isHost.test(owner)) return 'everybody';
      const isOwn = issuer === '*' || trimmed(owner) === issuer;
      // Its tokens do not bear the claims of another issuer.
      if (!isOwn) return bindingComparison(condition.operator) ? 'nobody' : 'everybody';
      return breadthOf(condition, identityBy(claim, trimmed(owner)), hasVariables);
    }),
  );
}

/** The issuers without whose token a condition does not hold, by the claims that it compares. */
export function bindingIssuers(
  conditions: readonly Condition[],
  { principals }: Dialect,
): readonly string[] {
  const issuers = conditions
    .filter(({ operator }) => bindingComparison(operator))
    .map(({ key }) => /^(.*):[^:]*$/.exec(key.toLowerCase())?.[1] ?? '')
    .filter((owner) => isHost.test(owner) && !principals.includes(owner));
  return [...new Set(issuers.map(trimmed))];
}

/**
 * An OpenID Connect provider that somebody has set up in an account: it takes tokens for the audiences
 * alone that its owner has named (IAM guide, "Create an OIDC identity provider in IAM"), unless it is one
 * that all tenants share.
 */
export function isOwnProvider(name: string): boolean {
  return (
    /^arn:[^:]+:iam::[^:]*:oidc-provider\//i.test(name) &&
    !sharedIssuers.has(issuerOfPrincipal(name))
  );
}

const isHost = /^[^:/]+\.[^:/]+/;

/** The issuer of a federated principal: a login provider's own name, or what an ARN ends with. */
function issuerOfPrincipal(name: string): string {
  return trimmed(name.toLowerCase().replace(/^arn:.*?:oidc-provider\//, ''));
}

function trimmed(issuer: string): string {
  return issuer.replace(/\/$/, '');
}

/** Claims that tell an app, a tenant or a user from others of the same issuer. */
const identities: ReadonlyMap<string, Identity> = new Map<string, Identity>([
  ['aud', {}],
  ['azp', {}],
  ['app_id', {}],
  ['user_id', {}],
  ['id', {}],
  // `repo:owner/*`: what kind of tenant, and the whole of its name, up to where the next part begins.
  ['sub', { start: /^[^:/]+[:/][^:/]+[:/]/ }],
  ['repository', { start: /^[^/]+\// }],
  ['repository_id', {}],
  ['repository_owner', {}],
  ['repository_owner_id', {}],
  ['job_workflow_ref', { start: /^[^/]+\// }],
]);

/**
 * Issuers that all tenants share and whose tokens are for whatever audience one asks for, so that
 * `aud` tells nobody apart (IAM guide, "Identity-provider controls for shared OIDC providers").
 */
const sharedIssuers: ReadonlySet<string> = new Set([
  'agent.buildkite.com',
  'app.terraform.io',
  'gitlab.com',
  'oidc-configuration.audit-log.githubusercontent.com',
  'oidc.codefresh.io',
  'proidc.upbound.io',
  'scalr.io',
  'studio.datachain.ai/api',
  'token.actions.githubusercontent.com',
  'tokens.cloud.shisho.dev',
  'vstoken.actions.githubusercontent.com',
]);

function identityBy(claim: string, issuer: string): Identity | null {
  return claim === 'aud' && sharedIssuers.has(issuer) ? null : (identities.get(claim) ?? null);
}
