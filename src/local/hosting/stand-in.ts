import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { USUAL_COURSE, type JobCourse } from './course.ts';
import { answerOf, plannedFailures, type HostingAnswer, type Failure } from './failures.ts';
import { Refusal } from './refusal.ts';
import { understand, type UnderstoodRequest } from './request.ts';
import type { HostedApp, Hosting, HostingCall, HostingOperation } from './state.ts';

/** AWS Amplify Hosting, played on this machine, and what a test can tell it. */
export type HostingStandIn = {
  readonly endpoint: string;
  /** Every call that was understood, also those that then failed. */
  readonly calls: readonly HostingCall[];
  /** Lets the next calls of an operation fail: one, unless `times` says how many. */
  fail(operation: HostingOperation, failure: Failure, times?: number): void;
  /**
   * What happens before a call takes effect: a writer that comes between a read and a write, say. The
   * calls that it makes itself go by without it.
   */
  beforeCall(meanwhile: ((call: HostingCall) => unknown) | undefined): void;
  /** What becomes of the next job that starts; the one after it again goes the usual way. */
  nextJob(course: Partial<JobCourse>): void;
  /** Forgets everything: apps, calls, and what it was told. */
  reset(): void;
  close(): Promise<void>;
};

export type HostingOptions = {
  /** Any free one by default. */
  readonly port?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** What becomes of jobs. */
  readonly jobs?: Partial<JobCourse>;
  /** How many entries a page has when the caller does not say. */
  readonly pageSize?: number;
};

/** The path of a route that the service does not have: forgets everything. */
export const RESET_PATH = '/_hosting/reset';

/**
 * Plays AWS Amplify Hosting over HTTP, for whatever the SDK's client reaches by
 * AWS_ENDPOINT_URL_AMPLIFY: the emulator of AWS lacks the service. What it does not do like the
 * service is told in docs/local.md.
 */
export async function startHostingStandIn(options: HostingOptions = {}): Promise<HostingStandIn> {
  const { port = 0, now = Date.now, jobs = {}, pageSize = 50 } = options;
  const apps = new Map<string, HostedApp>();
  const calls: HostingCall[] = [];
  const failures = plannedFailures();
  const courses: Partial<JobCourse>[] = [];
  let meanwhile: ((call: HostingCall) => unknown) | undefined;
  let isMeanwhile = false;

  const takeCourse = (): JobCourse => ({ ...USUAL_COURSE, ...jobs, ...courses.shift() });
  const hosting: Hosting = { apps, now, pageSize, takeCourse };

  const reset = (): void => {
    apps.clear();
    calls.length = 0;
    courses.length = 0;
    failures.clear();
    meanwhile = undefined;
  };

  /** An answer, or nothing when the connection is to end. */
  async function answer({ call, run }: UnderstoodRequest): Promise<HostingAnswer | undefined> {
    calls.push(call);
    const failure = failures.take(call.operation);
    if (failure === 'closed') return undefined;
    if (failure !== undefined && failure !== 'lost answer') return answerOf(failure);
    if (meanwhile && !isMeanwhile) {
      isMeanwhile = true;
      try {
        await meanwhile(call);
      } finally {
        isMeanwhile = false;
      }
    }
    const body = run(hosting, call);
    return failure === 'lost answer' ? undefined : { status: 200, body };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST' && request.url === RESET_PATH) {
      reset();
      return send(response, { status: 200, body: {} });
    }
    try {
      const answered = await answer(await understand(request));
      if (answered) send(response, answered);
      else request.socket.destroy();
    } catch (error) {
      send(response, answerTo(error));
    }
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    calls,
    fail: (operation, failure, times = 1) => failures.add(operation, failure, times),
    beforeCall: (what) => {
      meanwhile = what;
    },
    nextJob: (course) => void courses.push(course),
    reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The answer to a call that was refused, or that met an error of ours. */
function answerTo(error: unknown): HostingAnswer {
  const refusal =
    error instanceof Refusal ? error : new Refusal('InternalFailureException', String(error));
  const { status, name, message } = refusal;
  return { status, error: name, body: { message } };
}

function send(response: ServerResponse, { status, error, body }: HostingAnswer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'x-amzn-requestid': randomUUID(),
    ...(error !== undefined && { 'x-amzn-errortype': error }),
  });
  response.end(JSON.stringify(body));
}
