import { describe, expect, it, jest } from '@jest/globals';
import { exitCodes } from '../../src/cli/exit-codes.ts';
import { main } from '../../src/cli/main.ts';
import { refusals } from '../../src/contract/errors.ts';
import { configFolder, manifestKey, reportFolder } from '../../src/contract/manifest.ts';
import { publishedPaths } from '../../src/domain/config/files.ts';
import { heartbeatValiditySeconds } from '../../src/domain/link/lease.ts';
import { emittedFolder } from '../../src/domain/roles/emitted-files.ts';
import { functionTimeoutSeconds } from '../../src/contract/states.ts';
import { codeWords, readPage, section, table } from './markdown.ts';

const page = readPage('docs/running.md');

/** What a command says of itself. */
async function usageOf(command: string): Promise<string> {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    await main([command, '--help']);
  } finally {
    spy.mockRestore();
  }
  return written.join('');
}

describe('docs/running.md', () => {
  it.each(['run', 'start'])('tells every option of %s, and no other', async (command) => {
    const usage = await usageOf(command);
    const known = usage.match(/--[a-z-]+/g) ?? [];

    const told = table(section(page, `amplify-import ${command}`)).map(
      ([option = '']) => option.match(/--[a-z-]+/)?.[0],
    );

    expect(usage).toContain(`amplify-import ${command} <request.json | ->`);
    expect([...new Set(told)].toSorted()).toEqual([...new Set(known)].toSorted());
  });

  it('tells every exit code', () => {
    const rows = table(section(page, 'Exit codes'));

    expect(rows.map(([code]) => Number(code))).toEqual(Object.values(exitCodes));
    expect(codeWords(rows[1]?.[1] ?? '').toSorted()).toEqual(refusals.toSorted());
  });

  it('tells every key of the store', () => {
    const link = { app: '<app>', env: '<env>' };
    const reports = reportFolder(link, '<run>');
    const told = table(section(page, 'What lies in the store')).map(([key = '']) =>
      key.slice(1, -1),
    );

    expect(told).toEqual([
      ...publishedPaths.map((path) => `${configFolder(link)}/${path}`),
      manifestKey(link),
      `${configFolder(link)}/revisions/<n>-<hash>/…`,
      `${reports}/plan.json`,
      `${reports}/plan.md`,
      `${reports}/report.json`,
      `${reports}/${emittedFolder}/…`,
    ]);
  });

  it('tells when an owner counts as dead', () => {
    const [execution, , elsewhere] = table(section(page, 'When a run dies'));

    expect(execution?.[1]).toContain(`${functionTimeoutSeconds} seconds after it ended`);
    expect(elsewhere?.[1]).toContain(`${heartbeatValiditySeconds} seconds after its last sign`);
    expect(elsewhere?.[1]).toContain(`every ${heartbeatValiditySeconds / 3}`);
  });
});
