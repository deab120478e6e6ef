import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findingCatalogue, type FindingCode } from '../../src/contract/findings.ts';
import type { Entry } from '../../src/contract/findings/entry.ts';
import type { Result } from '../../src/contract/result.ts';
import { runImport } from '../../src/engine/run-import.ts';
import { openStore } from '../../src/engine/stores.ts';
import { startEmulator, type Emulator } from '../../src/local/emulator.ts';
import { localEnvironment } from '../../src/local/environment.ts';
import { sampledRepairs } from '../support/counts.ts';
import { silent } from '../../src/engine/progress.ts';
import { anAccount, type Case, type Request } from './repairs/account.ts';
import { hostedUiCases } from './repairs/hosted-ui.ts';
import { identityPoolCases } from './repairs/identity-pools.ts';
import { resourceCases } from './repairs/resources.ts';
import { roleCases } from './repairs/roles.ts';
import { openShell, type Shell } from './repairs/shell.ts';
import { targetCases } from './repairs/targets.ts';
import { userPoolCases } from './repairs/user-pools.ts';
import { notPasted } from './repairs/not-pasted.ts';

const cases: readonly Case[] = [
  ...userPoolCases,
  ...hostedUiCases,
  ...identityPoolCases,
  ...roleCases,
  ...resourceCases,
  ...targetCases,
];

const mended = Object.entries<Entry>(findingCatalogue())
  .filter(([, { command }]) => command !== undefined)
  .map(([code]) => code as FindingCode);

describe('Every code with a repair', () => {
  it('has a case here, or a reason why nobody pastes it', () => {
    const pasted = new Set(cases.map(({ code }) => code));

    expect(mended.filter((code) => pasted.has(code) === code in notPasted)).toEqual([]);
    expect([...pasted, ...Object.keys(notPasted)].length).toBe(mended.length);
    expect(Object.keys(notPasted)).toHaveLength(14);
  });
});

/** How a case went: the findings of its code before and after. */
type Outcome = {
  readonly before: Result['findings'];
  readonly exits: readonly number[];
  readonly complaints: string;
  readonly after: Result['findings'];
};

/** So many at a time: an `aws` takes a core for half a second, and waits in between. */
const atOnce = 4;

describe('On the local cloud', () => {
  const tried = sampledRepairs(cases);
  const outcomes = new Map<Case, Promise<Outcome>>();
  let emulator: Emulator;
  let shell: Shell;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, log: () => undefined });
    const { endpoint, hosting } = emulator;
    shell = await openShell(endpoint, hosting);
    folder = mkdtempSync(join(tmpdir(), 'amplify-import-repairs-'));
    Object.assign(process.env, localEnvironment(endpoint, hosting));
    const lanes = Array.from({ length: atOnce }, () => Promise.resolve());
    for (const [at, each] of tried.entries()) {
      const outcome = (lanes[at % atOnce] ?? Promise.resolve()).then(() => mend(each));
      const done = () => undefined;
      lanes[at % atOnce] = outcome.then(done, done);
      outcomes.set(each, outcome);
    }
  }, 240_000);

  afterAll(async () => {
    shell?.close();
    rmSync(folder, { recursive: true, force: true });
    await emulator?.stop();
  });

  /** What an import would find, asked without writing anything. */
  async function findingsOf(request: Request, { code, deployed }: Case) {
    const opened = await openStore(mkdtempSync(join(folder, 'store-')));
    const services = deployed ? { ...opened.services, allowList: {} } : opened.services;
    const environment = { ...opened, services, progress: silent, retryInterval: 0 };
    const { findings, error } = await runImport({ ...request, mode: 'plan' }, environment);
    if (error && error.name !== 'ImportRefused') throw new Error(`${error.name}: ${error.message}`);
    return findings.filter((one) => one.code === code);
  }

  /** Takes an account apart, pastes what is printed, and looks again. */
  async function mend(each: Case): Promise<Outcome> {
    const { spoil, afterwards } = each;
    const account = await anAccount(localEnvironment(emulator.endpoint, emulator.hosting));
    const request = await spoil(account);
    const before = await findingsOf(request, each);
    const exits: number[] = [];
    let [complaints, printed] = ['', ''];
    for (const command of new Set(before.flatMap((one) => one.command ?? []))) {
      const { code, stdout, stderr } = await shell.paste(command);
      exits.push(code);
      complaints += stderr;
      printed = stdout;
    }
    const after = await findingsOf(afterwards?.(request, printed) ?? request, each);
    return { before, exits, complaints, after };
  }

  it.each(tried.map((each) => [each.code, each.of ?? 'the sample', each] as const))(
    '%s of %s is gone once what it prints is pasted',
    async (_code, _of, each) => {
      const { before, exits, complaints, after } = await outcomes.get(each)!;

      expect(before.length).toBeGreaterThan(0);
      expect({ complaints, exits }).toEqual({ complaints: '', exits: exits.map(() => 0) });
      expect(exits.length).toBeGreaterThan(0);
      expect(after).toEqual([]);
    },
    120_000,
  );
});
