import { FileRefused } from '../contract/errors/caller-errors.ts';

/** Why the file system does not do a thing, in words, and what to do about it. */
type Reason = { readonly why: string; readonly resolution: string };

const makeRoom = 'Make room there, then start again.';
const elsewhere = 'Name another place, or see to the rights there, then start again.';
const lookAtPath = 'Look at the path, then start again.';
const raiseLimit = 'Raise the limit ("ulimit -n"), then start again.';

/** By the codes of errno(3). */
const reasons: Readonly<Record<string, Reason>> = {
  ENOSPC: { why: 'the disk is full', resolution: makeRoom },
  EDQUOT: { why: 'the quota of the disk is used up', resolution: makeRoom },
  EFBIG: { why: 'the file would be too large', resolution: makeRoom },
  EACCES: { why: 'you have no right to it', resolution: elsewhere },
  EPERM: { why: 'you have no right to it', resolution: elsewhere },
  EROFS: { why: 'it can only be read there', resolution: elsewhere },
  EBUSY: { why: 'another program uses it', resolution: elsewhere },
  EIO: { why: 'the disk has failed', resolution: elsewhere },
  ENOENT: { why: 'it is not there', resolution: lookAtPath },
  ENOTDIR: { why: 'a part of its path is no folder', resolution: lookAtPath },
  EEXIST: { why: 'something else is there', resolution: lookAtPath },
  ENOTEMPTY: { why: 'something else is there', resolution: lookAtPath },
  EISDIR: { why: 'it is a folder', resolution: lookAtPath },
  ELOOP: { why: 'links lead around in it', resolution: lookAtPath },
  ENAMETOOLONG: { why: 'its name is too long', resolution: lookAtPath },
  EMFILE: { why: 'too many files are open', resolution: raiseLimit },
  ENFILE: { why: 'too many files are open', resolution: raiseLimit },
};

type FileError = {
  readonly code?: string;
  readonly path?: string;
  /** Of a rename: where to. */
  readonly dest?: string;
};

/** Why a file cannot be used; `null`: the error is none of the file system. */
export function whyRefused(error: unknown): string | null {
  return reasonOf(error)?.why ?? null;
}

/** An error of the file system by the name that it has here; every other one as it is. `place`: where it was. */
export function fileRefusal(error: unknown, place: string): unknown {
  const reason = reasonOf(error);
  if (reason === null) return error;
  const { path, dest } = error as FileError;
  return new FileRefused(dest ?? path ?? place, reason.why, reason.resolution, { cause: error });
}

/** A port of a folder: whatever its methods do, an error of the file system has our name. */
export function namingRefusals<Port extends object>(port: Port, place: string): Port {
  const rename = (error: unknown): never => {
    throw fileRefusal(error, place);
  };
  const methods = Object.entries(port).map(([name, method]) => [
    name,
    (...given: readonly unknown[]): unknown => {
      const answer: unknown = (method as (...words: readonly unknown[]) => unknown)(...given);
      return answer instanceof Promise ? answer.catch(rename) : answer;
    },
  ]);
  // Method by method what the port has.
  return Object.fromEntries(methods) as Port;
}

function reasonOf(error: unknown): Reason | null {
  const { code = '' } = (error ?? {}) as FileError;
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? null) : null;
}
