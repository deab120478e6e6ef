import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A project folder of its own, with only the pins in it. */
export const emptyProject = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'amplify-import-test-'));
  mkdirSync(join(root, 'src/local'), { recursive: true });
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'src/local/requirements.txt'), 'ministack==1.5.33\n');
  return root;
};

export const writeScript = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
};

/** An HTTP server that answers every request alike. */
export const answering = async (body: unknown) => {
  const server = createServer((_, response) => response.end(JSON.stringify(body)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, endpoint: `http://127.0.0.1:${port}`, close: () => void server.close() };
};

/** What the health of a ministack looks like. */
export const ministack = { services: { s3: 'available' }, version: '1.5.33', edition: 'light' };

/**
 * A python3 that makes a "virtual environment" without any network: its python counts as having
 * every package, and plays the emulator by a small server that also writes down its environment.
 */
export const installFakePython = (root: string): void => {
  const server = `
    const { writeFileSync } = require('node:fs');
    writeFileSync(${JSON.stringify(join(root, 'daemon.json'))}, JSON.stringify(process.env));
    const health = { services: {}, version: '1.5.33', edition: process.env.MINISTACK_EDITION };
    require('node:http').createServer((_, response) => response.end(JSON.stringify(health)))
      .listen(Number(process.env.GATEWAY_PORT), process.env.BIND_HOST);`;
  writeFileSync(join(root, 'server.cjs'), server);
  writeScript(
    join(root, 'venv-python'),
    `#!/bin/sh
case "$*" in
  *pip*) echo "$*" >> ${root}/installs ;;
  *'/emulator.py'*) exec ${process.execPath} ${root}/server.cjs ;;
esac
`,
  );
  writeScript(
    join(root, 'bin/python3'),
    `#!/bin/sh
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp ${root}/venv-python "$3/bin/python"; exit; fi
echo True
`,
  );
};
