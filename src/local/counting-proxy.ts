import { createServer, request as forward, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that went through the proxy; times are milliseconds of one clock. */
export type SeenCall = { readonly service: string; readonly begun: number; readonly ended: number };

export type CountingProxy = {
  readonly endpoint: string;
  readonly calls: readonly SeenCall[];
  close(): Promise<void>;
};

export type ProxyOptions = {
  /** Answers a call with a throttle instead of passing it on. */
  readonly throttled?: (service: string) => boolean;
  /** Milliseconds by which every call is held, so that all that can go together are seen together. */
  readonly hold?: number;
};

/** A proxy on this machine in front of the emulator that notes each call. */
export async function startCountingProxy(
  target: string,
  { throttled = () => false, hold = 0 }: ProxyOptions = {},
): Promise<CountingProxy> {
  const calls: SeenCall[] = [];
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, outgoing) => {
    const begun = performance.now();
    const service = serviceOf(incoming);
    outgoing.on('close', () => calls.push({ service, begun, ended: performance.now() }));
    if (throttled(service)) {
      incoming.resume();
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
      outgoing.end(throttleAnswer(service));
      return;
    }
    const { method, url: path, headers } = incoming;
    const onward = forward({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    setTimeout(() => incoming.pipe(onward), hold);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The service of a call, as its signature names it: `…/us-east-1/cognito-idp/aws4_request`. */
function serviceOf({ headers }: IncomingMessage): string {
  return /Credential=[^/=]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** IAM answers XML, Cognito JSON. */
function throttleAnswer(service: string): string {
  return service === 'iam'
    ? '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>'
    : JSON.stringify({ __type: 'TooManyRequestsException', message: 'Rate exceeded' });
}

/** How many calls had to wait for another one to end, one after the other. */
export function countWaves(calls: readonly SeenCall[]): number {
  const waves: { readonly ended: number; readonly wave: number }[] = [];
  for (const { begun, ended } of calls.toSorted((a, b) => a.begun - b.begun)) {
    const before = waves.filter((other) => other.ended <= begun).map(({ wave }) => wave);
    waves.push({ ended, wave: Math.max(0, ...before) + 1 });
  }
  return Math.max(0, ...waves.map(({ wave }) => wave));
}
