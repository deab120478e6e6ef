import { Fault } from '../contract/errors/faults.ts';
import type { ConfigStore } from '../procedures/config/port.ts';

/** The list of a Map cannot be read: Step Functions' own name for it. */
class ItemReaderFailed extends Fault {
  constructor(reason: string, options?: ErrorOptions) {
    super('States.ItemReaderFailed', `The list of items cannot be read: ${reason}.`, options);
  }
}

/**
 * The items that an ItemReader names: an object of the config store with one JSON document a line. Its
 * bucket is the store's own, whatever the definition's placeholder would become.
 *
 * @throws States.ItemReaderFailed
 */
export async function readItems(
  { Key: key }: Readonly<Record<string, unknown>>,
  store: ConfigStore,
): Promise<readonly unknown[]> {
  const object = typeof key === 'string' ? await store.read(key) : null;
  if (!object) throw new ItemReaderFailed(`there is no object ${JSON.stringify(key)}`);
  const lines = object.text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (cause) {
      throw new ItemReaderFailed(`line ${index + 1} of ${String(key)} is no JSON`, { cause });
    }
  });
}
