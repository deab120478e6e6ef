import { request as sendRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';

import { localUrlOf } from '../support/local-aws.ts';

/** A `fetch` by which the library reaches the emulator and nobody else. */
export type LoopbackFetch = {
  /** Hosts that were asked for, as the library named them, in order. */
  readonly hosts: string[];
  restore(): void;
};

/**
 * Leads requests to AWS to the emulator, so that the published files stay as they are. Any other
 * host is refused: nothing leaves this machine.
 */
export function wrapFetch(endpoint: string): LoopbackFetch {
  const original = globalThis.fetch;
  const hosts: string[] = [];
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const local = localUrlOf(request.url, endpoint);
    hosts.push(new URL(request.url).host);
    if (local === null) throw new Error(`${request.url} is not on this machine.`);
    return answerOf(request, local);
  };
  return {
    hosts,
    restore: () => {
      globalThis.fetch = original;
    },
  };
}

/** By `node:http`, since `fetch` would name the emulator's host, and a bucket is part of the host. */
async function answerOf(request: Request, url: string): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  const headers = { ...Object.fromEntries(request.headers), host: new URL(request.url).host };
  return new Promise((resolve, reject) => {
    const sent = sendRequest(url, { method: request.method, headers }, (answer) => {
      const { statusCode: status = 500, headersDistinct } = answer;
      const answered = new Headers(
        Object.entries(headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
      );
      buffer(answer).then((bytes) => {
        const content = bytes.length > 0 ? new Uint8Array(bytes) : null;
        resolve(new Response(content, { status, headers: answered }));
      }, reject);
    });
    sent.on('error', reject).end(body);
  });
}
