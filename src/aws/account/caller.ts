import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { stackClients } from '../clients/stack-clients.ts';

/** The caller's account, asked once: of STS, which answers everybody. `null` when it cannot be asked. */
export function callerAccount(): () => Promise<string | null> {
  let asked: Promise<string | null> | undefined;
  return () => (asked ??= askAccount());
}

async function askAccount(): Promise<string | null> {
  try {
    const { Account } = await stackClients.sts().send(new GetCallerIdentityCommand({}));
    return Account ?? null;
  } catch {
    // It only makes a finding more precise, so a run does not fail for it.
    return null;
  }
}
