import { randomUUID } from 'node:crypto';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sourcePrefix, type BusEvent } from '../contract/events.ts';
import { machinesStartedBy } from '../contract/machines.ts';
import type { EventSink, MatchedEvent } from './bus.ts';
import { stateFolder } from './folder-config-store.ts';

/**
 * The bus of a folder: events go to `.state/events.jsonl`, and those that a rule of the stack would start
 * a machine with are left to the caller to start.
 */
export function folderBus(root: string, now: () => Date): EventSink {
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
    const answer = { FailedEntryCount: 0, Entries: events.map(({ id }) => ({ EventId: id })) };
    return { answer, starts: events.flatMap(startedBy) };
  };
}

function startedBy(event: BusEvent): MatchedEvent[] {
  if (!event.source.startsWith(sourcePrefix)) return [];
  return machinesStartedBy(event['detail-type']).map((machine) => ({ machine, event }));
}
