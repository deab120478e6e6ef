import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Makes this process believe that it is alone in a PID namespace, under an id of its own there: for machines
 * that forbid namespaces.
 */
export function seeOnlyItself(pid: number): void {
  const { readFileSync, readlinkSync } = fs;
  const real = process.pid;
  fs.readlinkSync = ((path: string) => {
    if (path === '/proc/self/ns/pid') return `pid:[${pid}]`;
    return path === '/proc/self' ? String(pid) : readlinkSync(path);
  }) as typeof readlinkSync;
  fs.readFileSync = ((path: string, encoding: 'utf8') =>
    readFileSync(
      path === `/proc/${pid}/stat` ? `/proc/${real}/stat` : path,
      encoding,
    )) as typeof readFileSync;
  syncBuiltinESMExports();
  Object.defineProperty(process, 'pid', { value: pid });
  process.kill = (asked) => {
    if (asked === pid) return true;
    throw Object.assign(new Error('No such process.'), { code: 'ESRCH' });
  };
}
