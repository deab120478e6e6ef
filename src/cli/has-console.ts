import type { Client } from '../aws/clients/client.ts';
import { endpointOf } from '../aws/clients/set-endpoint.ts';

/** Whether what a client finds is seen in a console: an emulator on this machine has none. */
export async function hasConsole(client: Client): Promise<boolean> {
  const endpoint = (await endpointOf(client)) ?? '';
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return !/(^|\.)localhost$|^\[::1\]$|^127\./.test(host);
}
