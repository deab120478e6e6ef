import type { Execution, Parts } from '../../../src/engine/execution.ts';
import { runMachine } from '../../../src/engine/run-machine.ts';
import type { ConfigStore } from '../../../src/procedures/config/port.ts';
import type { Services } from '../../../src/procedures/ports.ts';
import { silent } from '../../../src/engine/progress.ts';
import type { Engine, SmallEnd, SmallRun } from './engine-contract.ts';
import { functions } from './functions.ts';

/** The engine of this process, with the functions of the tests, which waits for no retry. */
export const inProcess: Engine = {
  run: (run) => runInProcess(run),
  stop: async () => undefined,
};

/** One execution in this process. */
export async function runInProcess(
  { definition, input, machines = {}, objects = {} }: SmallRun,
  overrides: Partial<Execution> = {},
): Promise<SmallEnd> {
  const begun = performance.now();
  const { end } = await runMachine(definition, {
    id: 'local:host:1:execution',
    name: 'execution',
    input,
    services: { configStore: storeOf(objects) } as Services,
    putEvents: async () => ({ answer: {}, starts: [] }),
    progress: silent,
    retryInterval: 0,
    parts: partsOf(machines),
    ...overrides,
  });
  return {
    status: end.status,
    output: end.status === 'SUCCEEDED' ? end.output : null,
    error: end.status === 'FAILED' ? end.error : null,
    milliseconds: performance.now() - begun,
  };
}

/** The contract knows no function of the tests. */
export function partsOf(machines: Parts['machines'] = {}): Parts {
  return { handlers: functions as never, machines };
}

function storeOf(objects: Readonly<Record<string, string>>): ConfigStore {
  const read = async (key: string) => {
    const text = objects[key];
    return text === undefined ? null : { text, etag: key };
  };
  return { read } as ConfigStore;
}
