import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { AwsUnavailable, Fault } from '../../contract/errors/faults.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { eventBridge } from '../clients/event-bridge-client.ts';

/** The integration's own name for an entry that the bus refused. */
class FailedEntry extends Fault {
  constructor(reason: string) {
    super('EventBridge.FailedEntry', `The bus refused an event: ${reason}`);
  }
}

/** The integration's own name for a bus that cannot be reached. */
class InternalException extends Fault {
  constructor(cause: Error) {
    super('EventBridge.InternalException', cause.message, { cause });
  }
}

/** The stack's bus, answering and failing as `events:putEvents` of Step Functions does. */
export function eventBus(EventBusName: string) {
  return async (
    entries: readonly { Source: string; DetailType: string; Detail: unknown }[],
  ): Promise<unknown> => {
    const Entries = entries.map(({ Source, DetailType, Detail }) => ({
      EventBusName,
      Source,
      DetailType,
      Detail: JSON.stringify(Detail),
    }));
    try {
      const answer = await call('events:PutEvents', EventBusName, () =>
        eventBridge().send(new PutEventsCommand({ Entries }), sendOptions()),
      );
      const refused = (answer.Entries ?? []).find(({ ErrorCode }) => ErrorCode);
      if (refused) throw new FailedEntry(`${refused.ErrorCode}: ${refused.ErrorMessage}`);
      return { FailedEntryCount: 0, Entries: answer.Entries ?? [] };
    } catch (error) {
      throw error instanceof AwsUnavailable ? new InternalException(error) : error;
    }
  };
}
