import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runInProcess } from '../../src/cli/run-in-process.ts';
import { fullRequest } from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const newFolder = temporaryFolders();
const written = { stdout: '', stderr: '' };

beforeEach(() => {
  for (const name of ['stdout', 'stderr'] as const) {
    written[name] = '';
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  }
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** Runs an import whose result programs read. */
const runTo = async (out: string | null) =>
  runInProcess(fullRequest, { store: await newFolder(), out, yes: true, json: true });

describe('A run in process', () => {
  it('prints the result of an import whose copies cannot be written, and fails', async () => {
    sampleAccount();
    const out = await newFolder();
    await mkdir(join(out, 'aws-exports.js'));

    const ended = await runTo(out);

    expect(ended).toBe('failed');
    expect(JSON.parse(written.stdout)).toMatchObject({ status: 'published' });
    expect(written.stderr).toContain(
      `The copies for ${out} are missing.\nFileRefused: The file system refuses ${out}`,
    );
  });
});
