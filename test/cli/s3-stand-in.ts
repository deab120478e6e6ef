import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** S3 on this machine, as far as a fetch asks it. */
export type S3StandIn = {
  readonly endpoint: string;
  /** Objects by `/<bucket>/<key>`. */
  readonly objects: Map<string, string>;
  /** Paths that were asked for, in their order. */
  readonly asked: string[];
  /** So many answers from now on are "slow down". */
  throttle(times: number): void;
  close(): void;
};

export async function s3StandIn(): Promise<S3StandIn> {
  const objects = new Map<string, string>();
  const asked: string[] = [];
  let throttled = 0;
  const server = createServer(({ url = '' }, response) => {
    const [path = ''] = url.split('?');
    asked.push(path);
    const body = objects.get(path);
    if (throttled > 0) {
      throttled -= 1;
      refuse(response, 503, 'SlowDown');
    } else if (body === undefined) refuse(response, 404, 'NoSuchKey');
    else response.writeHead(200, { etag: '"1"' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    asked,
    throttle: (times) => {
      throttled = times;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<Error><Code>${code}</Code><Message>${code}.</Message></Error>`);
}
