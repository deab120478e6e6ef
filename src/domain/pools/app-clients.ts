import { finding, type Finding } from '../../contract/findings.ts';
import type { ClientFact } from '../../contract/findings/client-fact.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { AppClientDescription, UserPoolReadings } from '../readings.ts';
import {
  describedClients,
  judgedFact,
  listedClient,
  othersIn,
  type Others,
} from './other-clients.ts';

/**
 * The two clients that the config is made from; `null` where none could be chosen. For one that is refused
 * stands the only one that would do, if there is one: whatever else is wrong with it is told at once.
 */
export type ChosenClients = {
  readonly web: AppClientDescription | null;
  readonly native: AppClientDescription | null;
  /** Ids that a config would name: a client that is refused is none, one that was denied still is. */
  readonly published: readonly string[];
  readonly findings: readonly Finding[];
};

/**
 * Chooses the web and the native app client. A web client has no secret; the native one may be any
 * client of the pool, and is the web client unless named (docs/facts/gen1-import.md, "App clients").
 */
export function chooseClients(request: RunRequest, readings: UserPoolReadings): ChosenClients {
  const poolId = request.userPoolId;
  const web = request.webClientId
    ? namedWebClient(request, request.webClientId, readings)
    : onlyWebClient(poolId, readings);
  const native =
    request.nativeClientId && request.nativeClientId !== request.webClientId
      ? namedNativeClient(request, request.nativeClientId, readings, web.id)
      : { ...web, findings: request.nativeClientId ? [] : nativeDefaulted(web) };
  return {
    web: web.client,
    native: native.client,
    published: [...new Set([web.id, native.id].flatMap((id) => id ?? []))],
    findings: [...web.findings, ...native.findings],
  };
}

/** Web and native client as far as they were chosen, once when they are the same. */
export function clientsOf({ web, native }: ChosenClients): readonly AppClientDescription[] {
  if (!web) return native ? [native] : [];
  return native && native.id !== web.id ? [web, native] : [web];
}

/** A client that shows no secret is taken for one without, unless its list of secrets says more. */
export function hiddenSecretFindings({ id, secretsDenied }: AppClientDescription): Finding[] {
  return secretsDenied === undefined
    ? []
    : [finding('READ_DENIED', { of: id, action: secretsDenied, unsure: 'secret' })];
}

/** An app client as findings tell it. */
export function clientFactOf({
  id,
  name,
  userPoolId,
}: Pick<AppClientDescription, 'id' | 'name' | 'userPoolId'>): ClientFact {
  return { id, name, userPool: userPoolId };
}

/** Names of the providers that a client offers beside the pool's own directory. */
export function federatedProviders({
  providers,
}: Pick<AppClientDescription, 'providers'>): readonly string[] {
  return providers.filter((name) => name !== 'COGNITO');
}

type Choice = {
  readonly client: AppClientDescription | null;
  /** What a config would name. */
  readonly id: string | null;
  readonly findings: readonly Finding[];
};

function refused(problem: Finding, instead: AppClientDescription | null = null): Choice {
  return { client: instead, id: instead?.id ?? null, findings: [problem] };
}

function namedClient(
  poolId: string,
  id: string,
  readings: UserPoolReadings,
  { candidates, judged }: Others,
): Choice {
  const reading = readings.clients.find((client) => client.id === id)?.reading;
  if (reading?.status === 'denied') return { client: null, id, findings: [] };
  const owner = reading?.status === 'found' ? reading.value.userPoolId : null;
  if (reading?.status === 'found' && owner === poolId) {
    return { client: reading.value, id, findings: [] };
  }
  const facts = { clientId: id, userPool: poolId, owner, candidates, ...judgedFact(judged) };
  return refused(finding('CLIENT_NOT_FOUND', facts), judged);
}

function namedWebClient(
  { userPoolId, nativeClientId }: RunRequest,
  id: string,
  readings: UserPoolReadings,
): Choice {
  const others = othersIn(readings, 'without a secret', nativeClientId);
  const choice = namedClient(userPoolId, id, readings, others);
  if (choice.id !== id || !choice.client?.hasSecret) return choice;
  const { candidates, judged } = others;
  const client = clientFactOf(choice.client);
  const facts = { client, candidates, ...judgedFact(judged) };
  return refused(finding('WEB_CLIENT_HAS_SECRET', facts), judged);
}

function namedNativeClient(
  { app, env, userPoolId }: RunRequest,
  id: string,
  readings: UserPoolReadings,
  web: string | null,
): Choice {
  const choice = namedClient(userPoolId, id, readings, othersIn(readings, 'in the pool', web));
  if (!choice.client?.hasSecret) return choice;
  const secret = finding('NATIVE_CLIENT_HAS_SECRET', {
    client: clientFactOf(choice.client),
    app,
    env,
  });
  return { ...choice, findings: [...choice.findings, secret] };
}

function onlyWebClient(poolId: string, readings: UserPoolReadings): Choice {
  const nobody = { client: null, id: null, findings: [] };
  const { clientList, moreClients, clients } = readings;
  if (clientList?.status === 'denied') return nobody;
  if (moreClients) return refused(tooManyClients(poolId, readings));
  if (clients.some(({ reading }) => reading.status === 'denied')) return nobody;
  const all = describedClients(readings);
  const withoutSecret = all.filter(({ hasSecret }) => !hasSecret);
  const [only, ...others] = withoutSecret;
  if (only && others.length === 0) return { client: only, id: only.id, findings: [] };
  if (only) {
    return refused(
      finding('SEVERAL_WEB_CLIENTS', {
        userPool: poolId,
        clients: withoutSecret.map(listedClient),
      }),
    );
  }
  return refused(finding('NO_WEB_CLIENT', { userPool: poolId, withSecret: all.map(listedClient) }));
}

function tooManyClients(userPool: string, { clientList }: UserPoolReadings): Finding {
  const clients = clientList?.status === 'found' ? clientList.value : [];
  return finding('TOO_MANY_CLIENTS', { userPool, clients: clients.map(listedClient) });
}

function nativeDefaulted({ client }: Choice): readonly Finding[] {
  if (!client) return [];
  return [finding('NATIVE_CLIENT_DEFAULTED', { client: clientFactOf(client) })];
}
