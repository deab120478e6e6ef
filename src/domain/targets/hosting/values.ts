import type { ValueSource } from '../../../contract/push/published.ts';

/** Variables of a build, by their names: an id that there is none of has none. */
export function hostingVariables({
  userPoolId,
  webClientId,
  nativeClientId,
  identityPoolId,
  configUri,
}: Pick<
  ValueSource,
  'userPoolId' | 'webClientId' | 'nativeClientId' | 'identityPoolId' | 'configUri'
>): Readonly<Record<string, string>> {
  const values = {
    AMPLIFY_USERPOOL_ID: userPoolId,
    AMPLIFY_WEBCLIENT_ID: webClientId,
    AMPLIFY_NATIVECLIENT_ID: nativeClientId,
    AMPLIFY_IDENTITYPOOL_ID: identityPoolId,
    AMPLIFY_IMPORT_CONFIG_URI: configUri,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}
