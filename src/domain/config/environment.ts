import * as z from 'zod';
import {
  clientIdPattern,
  identityPoolIdPattern,
  userPoolIdPattern,
} from '../../contract/request.ts';
import { parseJson } from '../canonical.ts';

/** The ids of a link, as a build needs them. */
export type LinkIds = {
  readonly userPoolId: string;
  readonly webClientId: string;
  readonly nativeClientId: string;
  /** `null`: a user pool alone. */
  readonly identityPoolId: string | null;
};

/** Of a client config, the files that name all ids of its link. */
export const idFiles = ['amplify_outputs.json', 'android/awsconfiguration.json'] as const;

const clientId = z.string().regex(clientIdPattern);
const outputsSchema = z.object({
  auth: z.object({
    user_pool_id: z.string().regex(userPoolIdPattern),
    user_pool_client_id: clientId,
    identity_pool_id: z.string().regex(identityPoolIdPattern).nullable().default(null),
  }),
});
const nativeSchema = z.object({
  CognitoUserPool: z.object({ Default: z.object({ AppClientId: clientId }) }),
});

/**
 * The ids that the published files of a link name, by the text of each of `idFiles`; `null`: what stands
 * there are no ids of Cognito. A line break in one would be a line of its own in a file of variables.
 */
export function linkIdsOf(
  texts: Readonly<Record<(typeof idFiles)[number], string>>,
): LinkIds | null {
  const outputs = outputsSchema.safeParse(parseJson(texts['amplify_outputs.json']));
  const native = nativeSchema.safeParse(parseJson(texts['android/awsconfiguration.json']));
  if (!outputs.success || !native.success) return null;
  const { auth } = outputs.data;
  return {
    userPoolId: auth.user_pool_id,
    webClientId: auth.user_pool_client_id,
    nativeClientId: native.data.CognitoUserPool.Default.AppClientId,
    identityPoolId: auth.identity_pool_id,
  };
}

/**
 * The variables by which builds of Amplify take over auth (docs/facts/gen1-import.md, "Variables of a
 * build").
 */
export function environmentOf(ids: LinkIds): Readonly<Record<string, string>> {
  return {
    AMPLIFY_USERPOOL_ID: ids.userPoolId,
    AMPLIFY_WEBCLIENT_ID: ids.webClientId,
    AMPLIFY_NATIVECLIENT_ID: ids.nativeClientId,
    ...(ids.identityPoolId !== null && { AMPLIFY_IDENTITYPOOL_ID: ids.identityPoolId }),
  };
}

/**
 * The lines of a `.env` file. A value has quotes only where a shell would misread it without: Docker's
 * `--env-file` and the environment file of GitHub Actions take quotes for a part of the value, and no
 * id has a character that needs them.
 */
export function renderEnvironment(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${quoted(value)}\n`)
    .join('');
}

function quoted(value: string): string {
  if (/^[\w:@%+,./-]+$/.test(value)) return value;
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
