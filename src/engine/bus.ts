import type { BusEvent } from '../contract/events.ts';
import type { MachineName } from '../contract/machines.ts';

/** An entry of `events:putEvents`, as the definition builds it. */
export type EventEntry = {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: unknown;
};

/** A machine that an event is to start. */
export type MatchedEvent = { readonly machine: MachineName; readonly event: BusEvent };

/** What came of putting events. */
type TakenEvents = {
  /** What the state gets: the integration's own answer. */
  readonly answer: unknown;
  /** What is left to this process to start; a bus with rules of its own leaves nothing. */
  readonly starts: readonly MatchedEvent[];
};

/** Where events go: the bus, or its stand-in in a folder. Throws as the integration would. */
export type EventSink = (entries: readonly EventEntry[]) => Promise<TakenEvents>;
