import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';

import { startDaemon } from './daemon.ts';
import { localEnvironment, loopbackEndpoint } from './environment.ts';
import { askWhoListens, editionWith, hostingIn } from './health.ts';
import { startHostingStandIn, type HostingStandIn } from './hosting/stand-in.ts';
import type { Log, Waiting } from './log-file.ts';
import { ensureVirtualEnvironment, requirementsFile } from './virtual-environment.ts';

export type Emulator = {
  readonly endpoint: string;
  /** Where Amplify Hosting is played beside it; absent beside an emulator that we did not start. */
  readonly hosting?: string;
  readonly startedHere: boolean;
  /** Resolves when an emulator that was started here has ended although nobody stopped it; else never. */
  readonly died: Promise<void>;
  /** Stops an emulator that was started here, and leaves any other alone. */
  stop(): Promise<void>;
};

export type EmulatorOptions = {
  /** 4566 or, if something else has that, any free port. A port that is given is not exchanged; 0 is any. */
  readonly port?: number;
  /** The project's folder; the current one by default. */
  readonly root?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** A line of `log` by default. */
  readonly waiting?: Waiting;
};

const DEFAULT_PORT = 4566;

const localhost = (port: number): string => `http://127.0.0.1:${port}`;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** One that is left alone; what plays Amplify Hosting beside it can be gone although it still runs. */
const notOurs = async (endpoint: string): Promise<Emulator> => {
  const listener = await askWhoListens(endpoint);
  const told = listener.kind === 'ministack' ? hostingIn(listener.edition) : undefined;
  const hosting = told && (await askWhoListens(told)).kind !== 'nothing' ? told : undefined;
  return {
    endpoint,
    ...(hosting !== undefined && { hosting }),
    startedHere: false,
    died: new Promise(() => {}),
    stop: () => Promise.resolve(),
  };
};

/** Plays Amplify Hosting on the next port, so that it is found again, else on any. */
const playHosting = (port: number): Promise<HostingStandIn> =>
  startHostingStandIn({ port: port + 1 }).catch(() => startHostingStandIn());

const useGiven = async (given: string, log: Log): Promise<Emulator> => {
  const endpoint = loopbackEndpoint(given);
  const listener = await askWhoListens(endpoint);
  if (listener.kind === 'nothing') {
    throw new Error(
      `AWS_ENDPOINT_URL is ${given}, but nothing answers there. ` +
        'Start an emulator there, or unset AWS_ENDPOINT_URL to have one started.',
    );
  }
  log(`using ${endpoint} from AWS_ENDPOINT_URL; nothing is started`);
  return notOurs(endpoint);
};

const pinnedVersion = (root: string): string =>
  /^ministack==(\S+)/m.exec(readFileSync(requirementsFile(root), 'utf8'))?.[1] ?? 'unknown';

/** The emulator hands its environment to the Lambda functions that it runs, so it gets a clean one. */
const daemonEnvironment = (
  path: string | undefined,
  port: number,
  hosting: string,
  edition: string,
): Record<string, string> => {
  const { AWS_ENDPOINT_URL: _, ...aws } = localEnvironment(localhost(port), hosting);
  return {
    ...aws, // without the general endpoint, which the emulator gives to each function itself
    // The first node on the PATH runs the functions: the one that runs this.
    PATH: [dirname(process.execPath), path ?? ''].join(delimiter),
    LANG: 'C.UTF-8',
    GATEWAY_PORT: String(port),
    BIND_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    MINISTACK_EDITION: edition, // comes back in its health: tells ours from one that is faster
  };
};

const toldBy =
  (log: Log): Waiting =>
  (what) => {
    log(what);
    return () => undefined;
  };

/** Decides where to start; undefined when the emulator that is there already will do. */
const choosePort = async (
  wanted: number | undefined,
  root: string,
  log: Log,
): Promise<number | undefined> => {
  if (wanted === 0) return freePort();

  const port = wanted ?? DEFAULT_PORT;
  const listener = await askWhoListens(localhost(port));
  if (listener.kind === 'nothing') return port;
  if (listener.kind === 'ministack') {
    const pinned = pinnedVersion(root);
    const note = listener.version === pinned ? '' : `, though not the pinned ${pinned}`;
    log(`using the emulator that already runs on port ${port} (${listener.version}${note})`);
    return undefined;
  }
  if (wanted !== undefined) {
    throw new Error(`Port ${port} is taken by something that is no emulator. Choose another one.`);
  }
  const free = await freePort();
  log(`port ${port} is taken by something else; using ${free}`);
  return free;
};

/**
 * Gives a running local cloud: the one at AWS_ENDPOINT_URL, else one that already runs, else the
 * pinned emulator, started here.
 */
export const startEmulator = async (options: EmulatorOptions): Promise<Emulator> => {
  const { root = process.cwd(), environment = process.env, log, waiting = toldBy(log) } = options;
  const given = environment['AWS_ENDPOINT_URL'];
  if (given) return useGiven(given, log);

  const port = await choosePort(options.port, root, log);
  if (port === undefined) return notOurs(localhost(options.port ?? DEFAULT_PORT));

  const python = await ensureVirtualEnvironment(root, environment, waiting);
  const endpoint = localhost(port);
  const hosting = await playHosting(port);
  const edition = editionWith(hosting.endpoint);
  const starting = startDaemon({
    name: 'The emulator',
    command: [python, '-I', join(root, 'src/local/emulator.py')],
    environment: daemonEnvironment(environment['PATH'], port, hosting.endpoint, edition),
    logFile: join(root, '.local/emulator.log'),
    isUp: async () => {
      const listener = await askWhoListens(endpoint);
      return listener.kind === 'ministack' && listener.edition === edition;
    },
  });
  try {
    const daemon = await starting;
    log(`the emulator runs at ${endpoint}, a stand-in of Amplify Hosting at ${hosting.endpoint}`);
    return {
      endpoint,
      hosting: hosting.endpoint,
      startedHere: true,
      died: daemon.died,
      stop: async () => void (await Promise.all([daemon.stop(), hosting.close()])),
    };
  } catch (error) {
    await hosting.close();
    const { kind } = await askWhoListens(endpoint);
    if (kind !== 'ministack') throw error;
    log(`another emulator was faster to take ${endpoint}; using that one`);
    return notOurs(endpoint);
  }
};
