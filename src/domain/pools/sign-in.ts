import { finding, type Finding } from '../../contract/findings.ts';
import { labelOf, listing } from '../../contract/text.ts';
import type { AppClientDescription, UserPoolDescription } from '../readings.ts';
import { addressOf } from './app-clients.ts';

/** What a client allows that states nothing (API reference, UserPoolClientType). */
const defaultFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

/** What took the place of the values before 2019; with `CUSTOM_AUTH_FLOW_ONLY` nothing else is on. */
const legacyFlows: Readonly<Record<string, readonly string[]>> = {
  ADMIN_NO_SRP_AUTH: [...defaultFlows, 'ALLOW_ADMIN_USER_PASSWORD_AUTH'],
  USER_PASSWORD_AUTH: [...defaultFlows, 'ALLOW_USER_PASSWORD_AUTH'],
  CUSTOM_AUTH_FLOW_ONLY: ['ALLOW_CUSTOM_AUTH'],
};

/** The flows that a client allows, in the words of today. */
/** The flows that a client allows, in today's words. */
export function allowedFlows({
  authFlows,
}: Pick<AppClientDescription, 'authFlows'>): readonly string[] {
  if (authFlows.length === 0) return defaultFlows;
  const allowed = authFlows.flatMap((flow) => legacyFlows[flow] ?? [flow]);
  if (!authFlows.includes('CUSTOM_AUTH_FLOW_ONLY')) return [...new Set(allowed)];
  return ['ALLOW_CUSTOM_AUTH'];
}

/** Flows by which a client library signs a user in without SRP. */
const otherWays = ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH'];

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
  const label = labelOf(client);
  const customAuth = pool === null || pool.customAuthTriggers.length === 3;
  const ways = otherWays.filter(
    (flow) => allowed.includes(flow) && (customAuth || flow !== 'ALLOW_CUSTOM_AUTH'),
  );
  const lacking = (flow: string) => ({
    subject: client.id,
    found: listing(allowed),
    needed: flow,
    command: { ...addressOf(client), values: flowsToAdd(client, flow) },
  });
  const findings: Finding[] = [];
  if (!allowed.includes('ALLOW_USER_SRP_AUTH')) {
    const details = lacking('ALLOW_USER_SRP_AUTH');
    const instead = [...ways, ...(hostedUi ? ['the hosted UI'] : [])].join(', ');
    const message = instead
      ? `The app client ${label} does not allow SRP, the flow of the client libraries unless the app chooses another: ${instead}.`
      : `Nobody can sign in through the app client ${label}: it allows no flow of the client libraries.`;
    findings.push(finding(instead ? 'SRP_DISABLED' : 'NO_SIGN_IN_FLOW', { ...details, message }));
  }
  if (!allowed.includes('ALLOW_REFRESH_TOKEN_AUTH') && !client.rotatesTokens) {
    const message = `The app client ${label} allows neither refreshing nor rotating tokens, so users are signed out when their tokens expire.`;
    findings.push(finding('REFRESH_DISABLED', { ...lacking('ALLOW_REFRESH_TOKEN_AUTH'), message }));
  }
  const passwordless = pool?.firstFactors.filter((factor) => factor !== 'PASSWORD') ?? [];
  if (passwordless.length > 0 && !allowed.includes('ALLOW_USER_AUTH')) {
    const message = `The pool offers sign-in by ${listing(passwordless)}, and the app client ${label} does not allow choice-based sign-in.`;
    findings.push(
      finding('PASSWORDLESS_FLOW_DISABLED', { ...lacking('ALLOW_USER_AUTH'), message }),
    );
  }
  if (pool?.customAuthTriggers.length === 3 && !allowed.includes('ALLOW_CUSTOM_AUTH')) {
    const message = `The pool has custom authentication, and the app client ${label} does not allow it.`;
    findings.push(
      finding('CUSTOM_AUTH_FLOW_DISABLED', { ...lacking('ALLOW_CUSTOM_AUTH'), message }),
    );
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
