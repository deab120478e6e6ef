/** The caller's account, asked once: of STS, which answers everybody. `null` when it cannot be asked. */
export function callerAccount(): () => Promise<string | null> {
  let asked: Promise<string | null> | undefined;
  return () => (asked ??= askAccount());
}

async function askAccount(): Promise<string | null> {
  try {
    // Loaded when a pool or a role is missing only: most runs never ask.
    const [{ GetCallerIdentityCommand }, { callerClients }] = await Promise.all([
      import('@aws-sdk/client-sts'),
      import('../clients/caller-clients.ts'),
    ]);
    const { Account } = await callerClients.sts().send(new GetCallerIdentityCommand({}));
    return Account ?? null;
  } catch {
    // It only makes a finding more precise, so a run does not fail for it.
    return null;
  }
}
