import type { ValueSource } from '../../../contract/push/published.ts';
import type { RunRequest } from '../../../contract/request.ts';

/**
 * What each parameter holds, by its key. An app with a user pool alone has no identity pool: what there is
 * not has no parameter, and no name in `config`.
 */
export function parameterValues(
  wanted: RunRequest['parameters'],
  source: ValueSource,
): Readonly<Record<string, string>> {
  if (wanted === false) return {};
  const all = { config: configText(source), 'user-pool-id': source.userPoolId };
  return wanted === 'each' ? present({ ...all, ...singleValues(source) }) : all;
}

/**
 * What an app needs in one text, its keys always in this order. The revision is not among them: it counts
 * every change of a published file, so that a bucket that is granted would rewrite a text of which no value
 * has changed, and start whatever waits for a change of it.
 */
function configText({
  userPoolId,
  webClientId,
  nativeClientId,
  identityPoolId,
  region,
  configUri,
}: ValueSource): string {
  return JSON.stringify(
    present({ userPoolId, webClientId, nativeClientId, identityPoolId, region, configUri }),
  );
}

/** Every value by itself; the revision as well, for whoever wants to hear of each. */
function singleValues(source: ValueSource): Record<string, string | null> {
  return {
    'user-pool-id': source.userPoolId,
    'user-pool-arn': source.userPoolArn,
    'web-client-id': source.webClientId,
    'native-client-id': source.nativeClientId,
    'identity-pool-id': source.identityPoolId,
    region: source.region,
    revision: String(source.revision),
    'config-uri': source.configUri,
  };
}

function present(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
}
