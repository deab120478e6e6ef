import { parseArn } from '../ids.ts';
import { any, type Answer } from '../trust/answer.ts';
import type { Principals, Statement } from '../trust/trust-document.ts';

/**
 * Whether the Principal of a statement names a role, or its users. A Deny for an account is one for all
 * in it, one for a web identity provider is one for all whom it federates, and one with NotPrincipal
 * spares only whom it names in every form: the account, the role, and the session (IAM guide,
 * "Principal" and "NotPrincipal"). Whoever has no role is named where everybody is.
 */
export function namesRole(
  { principals, notPrincipals }: Pick<Statement, 'principals' | 'notPrincipals'>,
  roleArn: string | null,
): Answer {
  const has = (among: Principals, wanted: readonly string[]) =>
    (among['AWS'] ?? []).some((one) => wanted.includes(one));
  if (roleArn === null) {
    if (notPrincipals) return has(notPrincipals, ['*']) ? 'no' : 'yes';
    return !principals || has(principals, ['*']) ? 'yes' : 'no';
  }
  const names = namesOf(roleArn);
  const hasSession = (among: Principals) =>
    (among['AWS'] ?? []).some((one) => one.startsWith(names.session));
  if (notPrincipals) {
    if (has(notPrincipals, ['*'])) return 'no';
    const spared = has(notPrincipals, [roleArn]);
    if (spared && hasSession(notPrincipals) && has(notPrincipals, names.account)) return 'no';
    const perhaps = hasSession(notPrincipals) || federates(notPrincipals, roleArn) !== 'no';
    return spared || perhaps ? 'depends' : 'yes';
  }
  // A policy of the role itself names nobody.
  if (!principals || has(principals, ['*', roleArn, ...names.account])) return 'yes';
  return any([federates(principals, roleArn), hasSession(principals) ? 'depends' : 'no']);
}

/** Whether those that are named federate the users of a role. */
function federates({ Federated: named = [] }: Principals, roleArn: string): Answer {
  const provider = providerOf(roleArn);
  if (provider !== null && named.includes(provider)) return 'yes';
  return named.length > 0 && (provider === null || named.includes('*')) ? 'depends' : 'no';
}

/** Who federates the users of a role; `null`: nobody knows. AWS says it of its first partition only. */
export function providerOf(roleArn: string): string | null {
  return roleArn.startsWith('arn:aws:') ? 'cognito-identity.amazonaws.com' : null;
}

/** By what a policy may name a role besides its ARN: its account, and how the ARNs of its sessions begin. */
function namesOf(roleArn: string) {
  const { partition, account } = parseArn(roleArn) ?? { partition: '', account: '' };
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  return {
    account: [account, `arn:${partition}:iam::${account}:root`],
    session: `arn:${partition}:sts::${account}:assumed-role/${name}/`,
  };
}

/** The account of a role, by its ARN. */
export function accountOf(roleArn: string): string {
  return parseArn(roleArn)?.account ?? '';
}
