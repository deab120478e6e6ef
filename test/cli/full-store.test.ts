import { describe, expect, it } from '@jest/globals';
import { followRun } from '../../src/cli/what-stands.ts';
import { FileRefused } from '../../src/contract/errors/caller-errors.ts';
import { folderBus } from '../../src/engine/folder-bus.ts';
import type { Services } from '../../src/procedures/ports.ts';
import {
  fullRequest,
  policiesOf,
  runOnce,
  stackServices,
} from '../support/aws-world/import-runs.ts';
import { sampleAccount } from '../support/aws-world/sample-account.ts';
import { silent } from '../../src/engine/progress.ts';
import { temporaryFolders } from '../stores/temporary-folder.ts';

const undoes = 'finishes or undoes that';

describe('A run whose store is full on the way', () => {
  const newFolder = temporaryFolders();

  /** A store that takes no more as soon as it is said to be full. */
  function fillingStore(): { readonly services: Services; readonly fill: () => void } {
    const services = stackServices();
    const { configStore, linkStore } = services;
    let isFull = false;
    const requireRoom = () => {
      if (isFull) throw new FileRefused('/store/a.json', 'the disk is full', 'Make room there.');
    };
    const write: (typeof configStore)['write'] = async (...given) => {
      requireRoom();
      return configStore.write(...given);
    };
    const writeLink: (typeof linkStore)['write'] = async (...given) => {
      requireRoom();
      return linkStore.write(...given);
    };
    return {
      services: {
        ...services,
        configStore: { ...configStore, write },
        linkStore: { ...linkStore, write: writeLink },
      },
      fill: () => (isFull = true),
    };
  }

  /** An import whose store is full when it comes to a state; its bus leaves the push to this process. */
  async function importFullAt(full: string) {
    const world = sampleAccount();
    const before = policiesOf(world);
    const { services, fill } = fillingStore();
    const entered: string[] = [];
    const { progress, withWhatStands } = followRun(
      {
        ...silent,
        entered: (state) => {
          entered.push(state);
          if (state === full) fill();
        },
      },
      'my store',
      undoes,
    );
    const putEvents = folderBus(await newFolder(), services.now);
    const result = await runOnce(fullRequest, { services, progress, putEvents });
    const stand = JSON.stringify(policiesOf(world)) !== JSON.stringify(before);
    return { result: withWhatStands(result), stand, entered };
  }

  const open =
    "had begun, and what it wrote may stand: the same command again finishes or undoes that. What is open: amplify-import show --app storefront --env prod --store 'my store'";

  it('says of policies that it could neither publish nor undo that they stand, and what goes on', async () => {
    const { result, stand } = await importFullAt('Publish config');

    expect(stand).toBe(true);
    expect(result.error).toEqual({
      name: 'FileRefused',
      message: `The file system refuses /store/a.json: the disk is full. Make room there.\n"Apply role policies" ${open}`,
    });
  });

  it('starts no push after a run that could not be closed: it would wait for the lease of its own', async () => {
    const { result, entered } = await importFullAt('Close run');

    expect(result.error?.message).toContain(open);
    expect(entered).toContain('Announce config');
    expect(entered).not.toContain('Read push request');
  });

  it('says nothing of it where the run was closed, whose error says what stands', async () => {
    const { result } = await importFullAt('no state');

    expect(result).toMatchObject({ status: 'published', push: { status: 'pushed' } });
    const { progress, withWhatStands } = followRun(silent, '.amplify-import', undoes);
    progress.entered('Apply role policies', []);
    progress.left('Close run', 1, { outcome: null } as never, []);
    const failed = { error: { name: 'UndoIncomplete', message: 'Run by hand.' } };
    expect(withWhatStands(failed)).toBe(failed);
  });
});
