import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { Refusal } from './refusal.ts';
import { findRoute } from './routes.ts';
import type { Hosting, HostingCall } from './state.ts';

export type UnderstoodRequest = {
  readonly call: HostingCall;
  readonly run: (hosting: Hosting, call: HostingCall) => object;
};

/** The region that the signature names: `Credential=AKIA…/20170725/eu-west-1/amplify/aws4_request`. */
function regionOf({ headers }: IncomingMessage): string {
  const scope = /Credential=[^/=]+\/\d+\/([^/]+)\/amplify\/aws4_request/;
  const region = scope.exec(headers.authorization ?? '')?.[1];
  if (region === undefined) {
    throw new Refusal('UnauthorizedException', 'The request is not signed for amplify.');
  }
  return region;
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  if (request.method !== 'POST') return {};
  try {
    const body: unknown = await json(request);
    if (typeof body === 'object' && body !== null) return { ...body };
  } catch {
    // What is no JSON is refused like what is no object.
  }
  throw new Refusal('BadRequestException', 'The body is no JSON object.');
}

/** Understands a request of the service's client. */
export async function understand(request: IncomingMessage): Promise<UnderstoodRequest> {
  const { method = '', url = '' } = request;
  const body = await bodyOf(request);
  const [path = '', query = ''] = url.split('?');
  const route = findRoute(method, path);
  if (!route) {
    throw new Refusal('BadRequestException', `${method} ${path} is no route of this stand-in.`);
  }
  const { operation, labels, run } = route;
  const region = regionOf(request);
  return { call: { operation, region, labels, query: new URLSearchParams(query), body }, run };
}
