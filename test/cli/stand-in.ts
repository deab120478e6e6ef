import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call as it came over HTTP: the operation, what it said, and by whose key it was signed. */
type Call = {
  readonly operation: string;
  readonly body: Record<string, unknown>;
  readonly accessKeyId: string;
  readonly protocol: 'json' | 'query';
};

/** Answers one operation; what it throws becomes an error of that name. */
export type Answer = (body: Record<string, unknown>, call: Call) => object;

export type StandIn = {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  /** Says what is answered from now on, and forgets the calls so far. */
  answer(answers: Readonly<Record<string, Answer>>): void;
  close(): void;
};

/**
 * A stand-in for AWS on this machine: the JSON services by operation, and STS by the query protocol.
 * What nobody answers is refused, and stands in the calls.
 */
export async function standIn(): Promise<StandIn> {
  let answers: Readonly<Record<string, Answer>> = {};
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void callOf(request).then((call) => {
      calls.push(call);
      const { status, type, body } = answerTo(call, answers[call.operation]);
      response.writeHead(status, { 'content-type': type }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls,
    answer: (given) => {
      answers = given;
      calls.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** An error as a service answers it. */
export function awsError(name: string): Error {
  return Object.assign(new Error(`${name}.`), { name });
}

/** Who the caller is, in a partition. */
export function callerIn(partition: string): Record<string, Answer> {
  return {
    GetCallerIdentity: () => ({ Arn: `arn:${partition}:sts::111122223333:assumed-role/Dev/me` }),
  };
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const body = await text(request);
  const { 'x-amz-target': target, authorization = '' } = request.headers;
  const [, accessKeyId = ''] = /Credential=([^/]+)\//.exec(authorization) ?? [];
  if (typeof target !== 'string') {
    const { Action = request.url ?? '', ...said } = Object.fromEntries(new URLSearchParams(body));
    return { operation: Action, body: said, accessKeyId, protocol: 'query' };
  }
  const operation = target.split('.').at(-1) ?? '';
  return { operation, body: JSON.parse(body), accessKeyId, protocol: 'json' };
}

function answerTo(call: Call, answer: Answer | undefined) {
  const { operation, protocol } = call;
  try {
    if (!answer) throw awsError('AccessDeniedException');
    const given = answer(call.body, call);
    return protocol === 'json'
      ? json(200, given)
      : xml(200, `${operation}Response`, operation, given);
  } catch (error) {
    const { name, message } = error as Error;
    return protocol === 'json'
      ? json(400, { __type: name, message })
      : xml(name.startsWith('AccessDenied') ? 403 : 400, 'ErrorResponse', '', {
          Error: { Type: 'Sender', Code: name, Message: message },
        });
  }
}

function json(status: number, content: object) {
  return { status, type: 'application/x-amz-json-1.0', body: JSON.stringify(content) };
}

function xml(status: number, root: string, operation: string, content: object) {
  const result = operation ? { [`${operation}Result`]: content } : content;
  const body = `<${root} xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${elements(result)}</${root}>`;
  return { status, type: 'text/xml', body };
}

function elements(content: object): string {
  return Object.entries(content)
    .map(([name, value]) => {
      const inner = typeof value === 'object' && value !== null ? elements(value) : String(value);
      return `<${name}>${inner}</${name}>`;
    })
    .join('');
}
