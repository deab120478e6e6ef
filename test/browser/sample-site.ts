import { createReadStream, existsSync } from 'node:fs';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

import { localUrlOf } from '../support/local-aws.ts';

/** A site on this machine that serves the built app, and leads its requests for AWS to the emulator. */
export type SampleSite = {
  readonly address: string;
  /** Hosts of AWS that the app asked for. */
  readonly hosts: readonly string[];
  stop(): void;
};

/** Below this path of the site, the rest is the address that the app meant. */
export const awsPath = '/aws/';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** Serves a folder, with `config` as `/config/amplify_outputs.json`: a file that lies elsewhere. */
export async function serveSite(
  folder: string,
  config: string,
  endpoint: string,
): Promise<SampleSite> {
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (!path.startsWith(awsPath)) {
      serveFile(response, folder, config, path);
      return;
    }
    const url = decodeURIComponent(path.slice(awsPath.length));
    const { hostname } = new URL(url);
    hosts.push(hostname);
    if (localUrlOf(url, endpoint) === null) response.writeHead(403).end();
    else relay(request, response, new URL(url), endpoint);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: addressOf(server), hosts, stop: () => server.close() };
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function serveFile(response: ServerResponse, folder: string, config: string, path: string): void {
  const { pathname } = new URL(path, 'http://127.0.0.1');
  const wanted = join(folder, normalize(pathname === '/' ? '/index.html' : pathname));
  const file = pathname === '/config/amplify_outputs.json' ? config : wanted;
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

/**
 * Sends a request on as it came, for the host that the app meant: what is signed is signed for that
 * one. What is for nobody on this machine is refused.
 */
function relay(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  endpoint: string,
): void {
  const { hostname, port } = new URL(endpoint);
  const { method, headers } = request;
  const { host: _site, ...sent } = headers;
  const forwarded = httpRequest(
    {
      hostname,
      port,
      method,
      path: `${url.pathname}${url.search}`,
      headers: { ...sent, host: url.host },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  forwarded.on('error', () => response.writeHead(502).end());
  request.pipe(forwarded);
}
