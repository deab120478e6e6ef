import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientsFor, type LocalClients } from '../../src/local/clients.ts';
import { runCommand, type Ended } from '../../src/local/command.ts';
import { deployStack } from '../../src/local/deploy.ts';
import { startEmulator } from '../../src/local/emulator.ts';
import { localEnvironment, withLocalEnvironment } from '../../src/local/environment.ts';
import { seedSample, type Sample } from '../../src/local/seed.ts';
import { builtCommand } from '../cli/built-command.ts';

/** A local cloud of a test's own, with the stack deployed and a sample seeded. */
export type LocalCloud = {
  readonly endpoint: string;
  readonly clients: LocalClients;
  readonly sample: Sample;
  readonly bucket: string;
  readonly importMachine: string;
  /** Of the stack, by their names. */
  readonly outputs: Readonly<Record<string, string>>;
  /** A folder that goes with the test. */
  readonly folder: string;
  /** Runs the bundled command; `endpoint` may name a proxy in front of the cloud. */
  run(words: readonly string[], endpoint?: string): Promise<Ended & { stderr: string }>;
  /** Writes a request into the folder and gives its path. */
  file(name: string, request: unknown): string;
  stop(): Promise<void>;
};

/** Starts all of it; about half a minute on two cores. */
export async function startLocalCloud(): Promise<LocalCloud> {
  const emulator = await startEmulator({ port: 0, log: () => undefined });
  const { endpoint, hosting } = emulator;
  const folder = mkdtempSync(join(tmpdir(), 'amplify-import-'));
  try {
    const clients = clientsFor(localEnvironment(endpoint, hosting));
    const sample = await seedSample(clients, randomBytes(3).toString('hex'));
    const { AmplifyImport: outputs = {} } = await deployStack({ endpoint, log: () => undefined });
    const { ConfigBucketName: bucket = '', ImportMachineArn: importMachine = '' } = outputs;
    return {
      endpoint,
      clients,
      sample,
      bucket,
      importMachine,
      outputs,
      folder,
      run: async (words, at = endpoint) => {
        const lines: string[] = [];
        const ended = await runCommand(
          builtCommand(),
          words,
          withLocalEnvironment(process.env, at, hosting),
          (line) => lines.push(line),
        );
        return { ...ended, stderr: lines.join('\n') };
      },
      file: (name, request) => {
        const path = join(folder, `${name}.json`);
        writeFileSync(path, JSON.stringify(request));
        return path;
      },
      stop: async () => {
        rmSync(folder, { recursive: true, force: true });
        await emulator.stop();
      },
    };
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}
