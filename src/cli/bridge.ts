import { existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StoredRun } from '../procedures/run/latest-run.ts';
import { bridgedOf, type Refused, type Rendered } from '../domain/bridges/bridged.ts';
import { bridges } from '../domain/bridges/targets.ts';
import { plannedRun, storedRun } from './known-run.ts';
import { exitCodes, UsageError } from './exit-codes.ts';
import { linkNamed } from './link-options.ts';
import type { OptionValues } from './options.ts';
import { requireWritablePlace } from './writable-place.ts';

/** `amplify-import bridge`: what an import found, as another tool takes it. Returns the exit code. */
export async function run(positionals: readonly string[], values: OptionValues): Promise<number> {
  const [name = '', ...request] = positionals;
  const render = Object.hasOwn(bridges, name) ? bridges[name] : undefined;
  if (!render) {
    const names = Object.keys(bridges).join(', ');
    throw new UsageError(`Name a target: ${names}${name === '' ? '' : `; not "${name}"`}.`);
  }
  const { out } = values;
  const options = {
    guests: values['guests'] === true,
    cdk: values['cdk'] === true,
    ...(out !== undefined && { out: String(out) }),
  };
  if (name !== 'companion' && (options.guests || options.cdk)) {
    throw new UsageError('--guests and --cdk go with the target companion.');
  }
  if (out !== undefined) await requirePlaceFor(String(out));
  const found = await foundRun(request, values);
  if (typeof found === 'number') return found;
  const bridged = bridgedOf(found.report, found.plan);
  const bridge = 'refusals' in bridged ? bridged : render(bridged, options);
  tell(notesOn(found));
  return 'refusals' in bridge ? refuse(name, bridge) : write(bridge, out);
}

/** The run to speak of, or the exit code of one that came to nothing. */
async function foundRun(
  request: readonly string[],
  values: OptionValues,
): Promise<StoredRun | number> {
  if (request.length > 0) {
    const { app, env, store } = values;
    if (app !== undefined || env !== undefined || store !== undefined) {
      throw new UsageError('Name a request, or --app and --env of an import in a store; not both.');
    }
    return plannedRun(request, 'A bridge');
  }
  const link = linkNamed(values, 'Name --app and --env of an import, or its request.');
  const stored = await storedRun(link, values['store']);
  if (stored) return stored;
  tell([
    `No run of ${link.app}/${link.env} is in this store. Run the import, or name its request.`,
  ]);
  return exitCodes.refused;
}

/** Whoever takes what was only planned, or refused, has to know. */
function notesOn({ report: { status, error, findings } }: StoredRun): readonly string[] {
  if (status === 'published' || status === 'unchanged') return [];
  if (status === 'planned') return ['From a plan, not from an import.'];
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const reasons = errors.length > 0 ? [...new Set(errors)] : [error?.name ?? 'no known reason'];
  const what = status === 'refused' ? 'was refused for' : 'failed by';
  return [`From a run that ${what} ${reasons.join(', ')}.`];
}

function refuse(name: string, { refusals, instead }: Refused): number {
  tell([...refusals, ...(instead ? [`Instead of ${name}: amplify-import bridge ${instead}`] : [])]);
  return exitCodes.refused;
}

async function write(
  { text, notes }: Rendered,
  out: string | boolean | undefined,
): Promise<number> {
  if (out === undefined) {
    process.stdout.write(text);
  } else {
    await mkdir(dirname(String(out)), { recursive: true });
    await writeFile(String(out), text);
  }
  tell(notes);
  return exitCodes.done;
}

function tell(lines: readonly string[]): void {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}

/** A file that cannot be written is told before anything is read. */
async function requirePlaceFor(path: string): Promise<void> {
  try {
    if (existsSync(path) && (await stat(path)).isDirectory()) throw new Error('is a folder');
    await requireWritablePlace(path);
  } catch (cause) {
    throw new UsageError(`--out ${path}: ${(cause as Error).message}`, { cause });
  }
}
