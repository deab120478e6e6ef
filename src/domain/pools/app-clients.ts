import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { regionOfPool } from '../ids.ts';
import type { AppClientDescription, UserPoolReadings } from '../readings.ts';

/** The two clients that the config is made from; `null` where none could be chosen. */
export type ChosenClients = {
  readonly web: AppClientDescription | null;
  readonly native: AppClientDescription | null;
  readonly findings: readonly Finding[];
};

/**
 * Chooses the web and the native app client. A web client has no secret (gen1-import-auth U-1, U-6);
 * the native one may be any client of the pool, and is the web client unless named (U-2).
 */
export function chooseClients(request: ImportRequest, readings: UserPoolReadings): ChosenClients {
  const poolId = request.userPoolId ?? '';
  const web = request.webClientId
    ? namedWebClient(poolId, request.webClientId, readings)
    : onlyWebClient(poolId, readings);
  if (!request.nativeClientId || request.nativeClientId === request.webClientId) {
    const told = web.client && !request.nativeClientId ? [nativeDefaulted(web.client)] : [];
    return { web: web.client, native: web.client, findings: [...web.findings, ...told] };
  }
  const native = namedClient(poolId, request.nativeClientId, readings);
  const secret = native.client?.hasSecret
    ? [finding('NATIVE_CLIENT_HAS_SECRET', { subject: native.client.id })]
    : [];
  return {
    web: web.client,
    native: native.client,
    findings: [...web.findings, ...native.findings, ...secret],
  };
}

type Choice = {
  readonly client: AppClientDescription | null;
  readonly findings: readonly Finding[];
};

function namedClient(poolId: string, clientId: string, readings: UserPoolReadings): Choice {
  const reading = readings.clients.find(({ id }) => id === clientId)?.reading;
  if (reading?.status === 'found' && reading.value.userPoolId === poolId) {
    return { client: reading.value, findings: [] };
  }
  if (reading?.status === 'denied') return { client: null, findings: [] };
  const missing = finding('CLIENT_NOT_FOUND', {
    subject: clientId,
    message: `The user pool ${poolId} has no app client ${clientId}.`,
    command: { region: regionOfPool(poolId), userPoolId: poolId },
  });
  return { client: null, findings: [missing] };
}

function namedWebClient(poolId: string, clientId: string, readings: UserPoolReadings): Choice {
  const choice = namedClient(poolId, clientId, readings);
  if (!choice.client?.hasSecret) return choice;
  const secret = finding('WEB_CLIENT_HAS_SECRET', {
    subject: clientId,
    message: `The web client ${clientId} has a secret, which a browser cannot keep.`,
    command: { region: regionOfPool(poolId), userPoolId: poolId },
  });
  return { client: null, findings: [secret] };
}

function onlyWebClient(poolId: string, readings: UserPoolReadings): Choice {
  if (readings.clientList?.status !== 'found') return { client: null, findings: [] };
  if (readings.moreClients) {
    return { client: null, findings: [finding('TOO_MANY_CLIENTS', { subject: poolId })] };
  }
  if (readings.clients.some(({ reading }) => reading.status === 'denied')) {
    return { client: null, findings: [] };
  }
  const candidates = readings.clients.flatMap(({ reading }) =>
    reading.status === 'found' && !reading.value.hasSecret ? [reading.value] : [],
  );
  const [only, ...others] = candidates;
  if (only && others.length === 0) return { client: only, findings: [] };
  const found = candidates.map(({ name, id }) => `${name} (${id})`).join(', ');
  const problem = only
    ? finding('SEVERAL_WEB_CLIENTS', { subject: poolId, found })
    : finding('NO_WEB_CLIENT', {
        subject: poolId,
        command: { region: regionOfPool(poolId), userPoolId: poolId },
      });
  return { client: null, findings: [problem] };
}

function nativeDefaulted(web: AppClientDescription): Finding {
  return finding('NATIVE_CLIENT_DEFAULTED', {
    subject: web.id,
    message: `No native client is named, so ${web.name} (${web.id}) serves native apps too.`,
  });
}

/** Names of the providers that a client offers beside the pool's own directory. */
export function federatedProviders({
  providers,
}: Pick<AppClientDescription, 'providers'>): readonly string[] {
  return providers.filter((name) => name !== 'COGNITO');
}
