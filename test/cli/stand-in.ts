import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A call as it came over HTTP: the operation, and the JSON that it said. */
export type Call = { readonly operation: string; readonly body: Record<string, unknown> };

/** Answers one operation; what it throws becomes an error of that name. */
export type Answer = (body: Record<string, unknown>) => object;

export type StandIn = {
  readonly endpoint: string;
  readonly calls: readonly Call[];
  /** Says what is answered from now on, and forgets the calls so far. */
  answer(answers: Readonly<Record<string, Answer>>): void;
  close(): void;
};

/**
 * A stand-in for AWS on this machine: the JSON services by operation, and the caller's identity by
 * the query protocol. What nobody answers is refused, and stands in the calls.
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
  const target = request.headers['x-amz-target'];
  if (typeof target !== 'string') {
    return { operation: new URLSearchParams(body).get('Action') ?? request.url ?? '', body: {} };
  }
  return { operation: target.split('.').at(-1) ?? '', body: JSON.parse(body) };
}

function answerTo({ operation, body }: Call, answer: Answer | undefined) {
  const json = (status: number, content: object) => ({
    status,
    type: 'application/x-amz-json-1.0',
    body: JSON.stringify(content),
  });
  try {
    if (!answer) throw awsError('AccessDeniedException');
    const given = answer(body);
    return operation === 'GetCallerIdentity' ? identityXml(given) : json(200, given);
  } catch (error) {
    const { name, message } = error as Error;
    return json(400, { __type: name, message });
  }
}

function identityXml(identity: { Arn?: string }) {
  const result = `<GetCallerIdentityResult><Arn>${identity.Arn}</Arn></GetCallerIdentityResult>`;
  return {
    status: 200,
    type: 'text/xml',
    body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}</GetCallerIdentityResponse>`,
  };
}
