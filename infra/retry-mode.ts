/** How the clients of the functions wait between two attempts (AWS SDK reference, "Retry behavior"). */
export type RetryMode = 'standard' | 'adaptive';

/**
 * The context `retryMode`. Adaptive unless said otherwise: nobody waits at a screen for a deployed run,
 * and its calls share the rate of IAM with everybody else's in the account.
 *
 * @throws when it is another word
 */
export function retryModeFromContext(context: unknown): RetryMode {
  if (context === undefined) return 'adaptive';
  if (context === 'standard' || context === 'adaptive') return context;
  throw new Error(
    `The context "retryMode" is "adaptive" or "standard", not ${JSON.stringify(context)}.`,
  );
}
