// A process of its own: takes the lock so often, and each time checks that nobody else is inside.
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { withLock } from '../../src/engine/folder-lock.ts';

const [lock = '', times = '0'] = process.argv.slice(2);
const inside = `${lock}.inside`;

for (let turn = 0; turn < Number(times); turn += 1) {
  await withLock(lock, async () => {
    // Fails when another process is inside at this moment.
    await writeFile(inside, String(process.pid), { flag: 'wx' });
    await appendFile(`${lock}.turns`, 'x');
    await rm(inside);
  });
}
