import { finding, type Finding } from '../../contract/findings.ts';
import type { AppClientDescription, UserPoolDescription } from '../readings.ts';
import { clientFactOf } from './app-clients.ts';

/** What a client allows that states nothing (API reference, UserPoolClientType). */
const defaultFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

/** What `CUSTOM_AUTH_FLOW_ONLY` leaves: no other way to sign in; refreshing was no flow of its own yet. */
const customOnly = ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

/** What took the place of the values before 2019. */
const legacyFlows: Readonly<Record<string, readonly string[]>> = {
  ADMIN_NO_SRP_AUTH: [...defaultFlows, 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  USER_PASSWORD_AUTH: [...defaultFlows, 'ALLOW_USER_PASSWORD_AUTH'],
};

/** The flows that a client allows, in today's words. */
export function allowedFlows({
  authFlows,
}: Pick<AppClientDescription, 'authFlows'>): readonly string[] {
  if (authFlows.length === 0) return defaultFlows;
  if (authFlows.includes('CUSTOM_AUTH_FLOW_ONLY')) return customOnly;
  return [...new Set(authFlows.flatMap((flow) => legacyFlows[flow] ?? [flow]))];
}

/** Flows with which native libraries can begin a sign-in in place of SRP, by `authenticationFlowType`. */
const insteadOfSrp = ['USER_PASSWORD_AUTH', 'USER_AUTH'] as const;

/**
 * What native apps sign in with where a client does not allow SRP, with which they begin unless told
 * otherwise (docs/facts/native-libraries.md, "Flows"); `null`: SRP is allowed, or nothing else is.
 */
export function flowInsteadOfSrp(client: Pick<AppClientDescription, 'authFlows'>) {
  const allowed = allowedFlows(client);
  if (allowed.includes('ALLOW_USER_SRP_AUTH')) return null;
  return insteadOfSrp.find((flow) => allowed.includes(`ALLOW_${flow}`)) ?? null;
}

/** Flows by which a client library signs a user in without SRP. */
const otherWays = ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'];

/** Whether users of the pool's own directory can sign in through a client without the hosted UI. */
export function signsInByLibrary(client: Pick<AppClientDescription, 'authFlows'>): boolean {
  return allowedFlows(client).some((flow) => ['ALLOW_USER_SRP_AUTH', ...otherWays].includes(flow));
}

/**
 * Whether users can sign in through a client as the client libraries do it. Custom authentication
 * needs the triggers of the pool, where they are known; the hosted UI has no need of any flow.
 */
export function signInFindings(
  client: AppClientDescription,
  pool: UserPoolDescription | null,
  hostedUi: boolean,
): Finding[] {
  const allowed = allowedFlows(client);
  const lacks = (flow: string) => !allowed.includes(flow);
  const flows = (flow: string) => ({
    client: clientFactOf(client),
    allowed: [...allowed],
    adding: [...flowsToAdd(client, flow)],
  });
  const customAuth = pool === null || pool.customAuthTriggers.length === 3;
  const instead = otherWays.filter(
    (flow) => !lacks(flow) && (customAuth || flow !== 'ALLOW_CUSTOM_AUTH'),
  );
  const factors = pool?.firstFactors.filter((factor) => factor !== 'PASSWORD') ?? [];
  const findings: Finding[] = [];
  if (lacks('ALLOW_USER_SRP_AUTH')) {
    const facts = flows('ALLOW_USER_SRP_AUTH');
    findings.push(
      instead.length > 0 || hostedUi
        ? finding('SRP_DISABLED', { ...facts, instead, hostedUi })
        : finding('NO_SIGN_IN_FLOW', facts),
    );
  }
  if (lacks('ALLOW_REFRESH_TOKEN_AUTH') && !client.rotatesTokens) {
    findings.push(finding('REFRESH_DISABLED', flows('ALLOW_REFRESH_TOKEN_AUTH')));
  }
  if (factors.length > 0 && lacks('ALLOW_USER_AUTH')) {
    findings.push(finding('PASSWORDLESS_FLOW_DISABLED', { ...flows('ALLOW_USER_AUTH'), factors }));
  }
  if (pool?.customAuthTriggers.length === 3 && lacks('ALLOW_CUSTOM_AUTH')) {
    findings.push(finding('CUSTOM_AUTH_FLOW_DISABLED', flows('ALLOW_CUSTOM_AUTH')));
  }
  return findings;
}

/**
 * What to add so that the client allows a flow and everything that it allows now: a list of its own
 * takes the place of the default, and Cognito refuses legacy values beside those of today.
 */
function flowsToAdd(client: AppClientDescription, flow: string): readonly string[] {
  const implied = allowedFlows(client).filter((allowed) => !client.authFlows.includes(allowed));
  return [...implied, flow];
}
