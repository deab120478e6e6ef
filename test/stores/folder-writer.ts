// A process of its own: so many updates of the link of a folder, some of them under its lease, whose holder
// checks that nobody else has it. Prints how often it had the lease.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accountServices } from '../../src/aws/account/account-services.ts';
import { withoutLease } from '../../src/domain/link/lease.ts';
import { localExecutionId } from '../../src/engine/execution.ts';
import { folderLinkStore } from '../../src/engine/folder-link-store.ts';
import { takeLease } from '../../src/procedures/link/lease.ts';
import { updateLink } from '../../src/procedures/link/link-updates.ts';
import { link } from '../support/builders/link.ts';
import { aRun } from '../support/builders/run.ts';
import { seeOnlyItself } from './fake-namespace.ts';

const [root = '', updates = '0', namespace] = process.argv.slice(2);
if (namespace !== undefined) seeOnlyItself(Number(namespace));
const services = { ...accountServices(), linkStore: folderLinkStore(root) };
const held = join(root, 'held');

/** Others may write in between so often that an update gives up. */
async function insistently(update: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await update();
      return;
    } catch (error) {
      if ((error as Error).name !== 'AwsUnavailable') throw error;
    }
  }
}

const count = () =>
  insistently(() =>
    updateLink(services.linkStore, link, (item) => ({
      ...item,
      revision: (item.revision ?? 0) + 1,
    })),
  );

async function isLeaseTaken(executionId: string): Promise<boolean> {
  try {
    await insistently(() => takeLease(link, aRun({ executionId }), services));
    return true;
  } catch (error) {
    if ((error as Error).name === 'LinkBusy') return false;
    throw error;
  }
}

/** Once at least each of them has the lease: whoever was always late waits until the other one is done. */
async function isLeaseTakenAtLast(executionId: string): Promise<boolean> {
  while (!(await isLeaseTaken(executionId)));
  return true;
}

let leases = 0;
for (let done = 0; done < Number(updates); done += 1) {
  const owner = localExecutionId();
  const isLate = leases === 0 && done + 3 >= Number(updates);
  const isHeld =
    done % 3 === 0 && (await (isLate ? isLeaseTakenAtLast(owner) : isLeaseTaken(owner)));
  // Fails when another process has the lease at this moment.
  if (isHeld) await writeFile(held, owner, { flag: 'wx' });
  await count();
  if (!isHeld) continue;
  leases += 1;
  await rm(held);
  await insistently(() =>
    updateLink(services.linkStore, link, (item) => withoutLease(item, owner)),
  );
}
process.stdout.write(`${leases}\n`);
