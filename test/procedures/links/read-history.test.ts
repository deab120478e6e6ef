import { beforeEach, describe, expect, it } from '@jest/globals';
import { readHistory } from '../../../src/procedures/links/read-history.ts';
import { requestOfRevision } from '../../../src/procedures/links/revision-maker.ts';
import { manifestKey, reportFolder } from '../../../src/contract/manifest.ts';
import { revisionNoteKey } from '../../../src/contract/revision.ts';
import type { Plan } from '../../../src/contract/plan.ts';
import { memoryAccount, type MemoryAccount } from '../../engine/memory-account.ts';
import { link } from '../../support/builders/link.ts';
import { aPlan, aRoleChange } from '../../support/builders/plan.ts';
import { aRequest } from '../../support/builders/request.ts';
import { aManifest, aTombstone } from '../../support/builders/standing.ts';

const run = '20261122T100000Z-1a2b3c4d';

let account: MemoryAccount;

function lay(folder: string, client: string): void {
  const text = JSON.stringify({ version: '1.5', auth: { user_pool_client_id: client } });
  account.objects.set(`config/storefront/prod/revisions/${folder}/amplify_outputs.json`, text);
}

/** The plan by which the run has committed a revision, and the note of that. */
function noteMaker(revision: number, folder: string, overrides: Partial<Plan> = {}): void {
  const manifest = JSON.stringify({ ...aManifest(revision), folder: `revisions/${folder}` });
  const plan = aPlan({
    request: aRequest({ outputsVersion: '1.4' }),
    revision,
    manifest,
    ...overrides,
  });
  account.objects.set(revisionNoteKey(link, revision), JSON.stringify({ run }));
  account.objects.set(`${reportFolder(link, run)}/plan.json`, JSON.stringify(plan));
}

const stand = (manifest: object) =>
  account.objects.set(manifestKey(link), JSON.stringify(manifest));
const historyOf = (revision: number) => readHistory(link, { revision }, account.services);

beforeEach(() => {
  account = memoryAccount();
  stand(aManifest(2));
  lay('1-0123456789ab', 'one');
  lay('2-0123456789ab', 'two');
});

describe('The history of a link', () => {
  it('compares each revision with the one before', async () => {
    const history = await readHistory(link, { latest: 10 }, account.services);

    expect(
      history?.revisions.map(({ revision, comparedWith }) => [revision, comparedWith]),
    ).toEqual([
      [2, 1],
      [1, null],
    ]);
    expect(history?.revisions[0]?.differences).toEqual([
      expect.objectContaining({ key: 'auth.user_pool_client_id', before: 'one', now: 'two' }),
    ]);
  });

  it('tells so many as are asked for, and counts the others', async () => {
    const history = await readHistory(link, { latest: 1 }, account.services);

    expect(history).toMatchObject({ revisions: [{ revision: 2, comparedWith: 1 }], more: 1 });
  });

  it('goes by the manifest for the revision that stands, whatever a dead run has left beside it', async () => {
    lay('2-ba9876543210', 'never committed');

    expect((await historyOf(2))?.revisions[0]?.differences).toMatchObject([{ now: 'two' }]);
  });

  it('goes by the plan of its maker for an older one with several sets of files', async () => {
    lay('1-ba9876543210', 'never committed');
    const before = await historyOf(2);
    noteMaker(1, '1-0123456789ab');

    const after = await historyOf(2);

    expect(before?.revisions[0]).toMatchObject({ comparedWith: null, differences: null });
    expect(after?.revisions[0]?.differences).toMatchObject([{ before: 'one' }]);
  });

  it('tells what its maker has done on roles, and nothing where its plan is gone', async () => {
    const roles = [
      aRoleChange({ before: null, after: '{}' }),
      aRoleChange({ before: '{}', after: '{}' }),
      aRoleChange({ before: '{"a":1}', after: null }),
    ];
    noteMaker(2, '2-0123456789ab', { roles });

    const history = await readHistory(link, { latest: 10 }, account.services);

    expect(history?.revisions.map(({ policies }) => policies)).toEqual([
      [
        expect.objectContaining({ change: 'added', before: null, after: '{}' }),
        expect.objectContaining({ change: 'deleted', before: '{"a":1}', after: null }),
      ],
      null,
    ]);
  });

  it('is told of a removed link, whose files stay, and of one whose files are purged', async () => {
    stand(aTombstone());
    expect((await historyOf(2))?.revisions).toMatchObject([{ revision: 2, comparedWith: 1 }]);

    await account.services.configStore.purge('config/storefront/prod/revisions/');

    expect((await historyOf(2))?.revisions).toMatchObject([{ revision: 2, files: null }]);
  });

  it('is none of a link that nobody knows, and refuses a revision that there is not', async () => {
    await expect(historyOf(3)).rejects.toMatchObject({
      name: 'InvalidRequest',
      message: expect.stringContaining('no revision 3 of storefront/prod: its last is 2'),
    });
    account.objects.clear();
    expect(await historyOf(1)).toBeNull();
  });
});

describe('The request that made a revision', () => {
  const requestOf = () => requestOfRevision(link, 1, account.services);

  it('is that of the plan which its maker has carried out', async () => {
    noteMaker(1, '1-0123456789ab');

    expect(await requestOf()).toMatchObject({ ...link, outputsVersion: '1.4' });
  });

  it('is not known where nobody has noted the maker, or its plan is gone', async () => {
    await expect(requestOf()).rejects.toThrow('nobody has noted which run made it');
    noteMaker(1, '1-0123456789ab');
    account.objects.delete(`${reportFolder(link, run)}/plan.json`);
    await expect(requestOf()).rejects.toThrow(`the plan of the run ${run} that made it is gone`);
  });
});
