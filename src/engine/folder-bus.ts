import { randomUUID } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sourcePrefix, type BusEvent } from '../contract/events.ts';
import { machinesStartedBy, type MachineName } from '../contract/machines.ts';
import { stateFolder } from './folder-config-store.ts';
import type { EventSink } from './run-machine.ts';

/** A machine that an event is to start. */
export type MatchedEvent = { readonly machine: MachineName; readonly event: BusEvent };

/**
 * The bus of a folder: events go to `.state/events.jsonl`, and `matched` gets those that a rule of
 * the stack would start a machine with.
 */
export function folderBus(root: string, matched: MatchedEvent[], now: () => Date): EventSink {
  return async (entries) => {
    const events = entries.map(({ Source, DetailType, Detail }) => ({
      version: '0',
      id: randomUUID(),
      time: now().toISOString(),
      source: Source,
      'detail-type': DetailType,
      detail: Detail as BusEvent['detail'],
    }));
    await mkdir(join(root, stateFolder), { recursive: true });
    const lines = events.map((event) => `${JSON.stringify(event)}\n`);
    await appendFile(join(root, stateFolder, 'events.jsonl'), lines.join(''));
    matched.push(...events.flatMap(startedBy));
    return { FailedEntryCount: 0, Entries: events.map(({ id }) => ({ EventId: id })) };
  };
}

function startedBy(event: BusEvent): MatchedEvent[] {
  if (!event.source.startsWith(sourcePrefix)) return [];
  return machinesStartedBy(event['detail-type']).map((machine) => ({ machine, event }));
}
