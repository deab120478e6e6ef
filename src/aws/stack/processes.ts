import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';

/** A process as others may know it that share a folder or a table with it. */
export type KnownProcess = {
  /** Where its id means something: one boot of one machine, and there one PID namespace. */
  readonly place: string | null;
  readonly pid: number;
  /** When it started, in the words of its system, so that a reused id is told from it; `null`: not known. */
  readonly start: string | null;
};

/** `unseen`: it is elsewhere, or nothing here tells it from another one of the same id. */
export type ProcessState = 'runs' | 'gone' | 'unseen';

/**
 * This process. On Linux by `/proc`: the boot id, the PID namespace (proc_sys_kernel(5), namespaces(7)) and the
 * start time of proc_pid_stat(5). Other systems have no such namespaces: there a machine is known by its
 * name and its network cards. What is read is hashed, since ids of machines are nobody else's business
 * (machine-id(5)).
 */
export function thisProcess(proc = '/proc'): Required<KnownProcess> & { readonly place: string } {
  const where = process.platform === 'linux' ? (bootAndNamespace(proc) ?? nowhere) : machine();
  const place = createHash('sha256').update(where).digest('hex').slice(0, 12);
  return { place, pid: process.pid, start: readStat(`${proc}/self/stat`)?.start ?? null };
}

/** How a process stands, seen from another one: its id says something at its own place only. */
export function stateOfProcess(
  { place, pid, start }: KnownProcess,
  from: Pick<KnownProcess, 'place'> = thisProcess(),
  proc = '/proc',
): ProcessState {
  if (place === null || place !== from.place) return 'unseen';
  if (!isTaken(pid)) return 'gone';
  const stat = seesOwnNamespace(proc) ? readStat(`${proc}/${pid}/stat`) : null;
  if (stat === null || start === null) return 'unseen';
  return stat.start === start && !stat.hasEnded ? 'runs' : 'gone';
}

/** Where the system tells nothing, no other process is at the same place. */
const nowhere: string = randomUUID();

function bootAndNamespace(proc: string): string | null {
  try {
    const boot = readFileSync(`${proc}/sys/kernel/random/boot_id`, 'utf8').trim();
    return `${boot} ${readlinkSync(`${proc}/self/ns/pid`)}`;
  } catch {
    return null;
  }
}

function machine(): string {
  const cards = Object.values(networkInterfaces()).flatMap((all = []) => all.map(({ mac }) => mac));
  return [hostname(), ...new Set(cards.toSorted())].join(' ');
}

/** Whether a process has an id: signal 0 asks, and does nothing to it. */
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}

/** A `/proc` that was mounted in another PID namespace shows the processes of that one. */
function seesOwnNamespace(proc: string): boolean {
  try {
    return readlinkSync(`${proc}/self`) === String(process.pid);
  } catch {
    return false;
  }
}

/** The 22nd field, and whether its parent has yet to hear of its end; the name before may hold anything. */
function readStat(path: string): { readonly start: string; readonly hasEnded: boolean } | null {
  try {
    const text = readFileSync(path, 'utf8');
    const [state = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const start = rest[18];
    return start === undefined ? null : { start, hasEnded: state === 'Z' || state === 'X' };
  } catch {
    return null;
  }
}
