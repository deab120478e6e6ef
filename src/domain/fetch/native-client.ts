import * as z from 'zod';
import { parseJson } from '../canonical.ts';

const nativeSchema = z.object({
  auth: z.object({
    plugins: z.object({
      awsCognitoAuthPlugin: z.object({
        CognitoUserPool: z.object({
          Default: z.object({ PoolId: z.string(), AppClientId: z.string() }),
        }),
      }),
    }),
  }),
});

/** The published file that names the native client in the layout of Android and iOS. */
export const nativeClientPath = 'android/amplifyconfiguration.json';

/** The native app client that a file of a mobile library names; `null`: it names none. */
export function nativeClientOf(text: string): { userPoolId: string; clientId: string } | null {
  const parsed = nativeSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { PoolId, AppClientId } =
    parsed.data.auth.plugins.awsCognitoAuthPlugin.CognitoUserPool.Default;
  return { userPoolId: PoolId, clientId: AppClientId };
}
