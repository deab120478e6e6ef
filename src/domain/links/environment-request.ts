import type { RunRequest } from '../../contract/request.ts';
import { requestAgain } from './request-again.ts';

/** What a new environment is called, and when it ends; `null`: it has no end. */
export type NewEnvironment = { readonly env: string; readonly expires: string | null };

/** A request for a new environment, and what of the other one's it does not repeat. */
export type EnvironmentRequest = {
  readonly request: Readonly<Record<string, unknown>>;
  /** In words, one for each key that is left out. */
  readonly leftOut: readonly string[];
};

/**
 * What is kept beside pools, clients and `readRoleArn`, which `from` brings: how the policies get to the
 * roles, since those are the same and have the same owner; and what the files say, since the same app reads
 * them.
 */
const kept = ['rolePolicies', 'oauth', 'redirects', 'outputsVersion'] as const;
const usual = { rolePolicies: 'write', oauth: 'auto', redirects: 'all', outputsVersion: '1.5' };

/**
 * The request for an environment that keeps the pools and the grants of another one. Push targets are left
 * out: what one link writes there another would write over.
 */
export function environmentRequest(
  stored: RunRequest,
  { env, expires }: NewEnvironment,
): EnvironmentRequest {
  const { grants } = requestAgain(stored);
  const options = kept.filter((key) => stored[key] !== usual[key]);
  const request = {
    app: stored.app,
    env,
    from: stored.env,
    grants,
    ...Object.fromEntries(options.map((key) => [key, stored[key]])),
    ...(expires !== null && { expires }),
  };
  return { request, leftOut: leftOutOf(stored) };
}

function leftOutOf(stored: RunRequest): readonly string[] {
  const { functions, hosting, sites, parameters, drift, expires, removeByEvent } = stored;
  const lists = {
    functions: functions.map(({ name }) => name),
    hosting: hosting.map(({ appId, branch }) => (branch === null ? appId : `${appId} ${branch}`)),
    sites: sites.map(({ bucket, prefix }) => `${bucket}/${prefix}`),
  };
  return [
    ...Object.entries(lists)
      .filter(([, names]) => names.length > 0)
      .map(([key, names]) => `${key}: ${names.join(', ')}`),
    ...(parameters === false ? [] : [`parameters: ${String(parameters)}`]),
    ...(drift === 'republish' ? [] : [`drift: ${drift}`]),
    ...(expires === null ? [] : [`expires: ${expires}`]),
    ...(removeByEvent ? ['removeByEvent: true'] : []),
  ];
}
