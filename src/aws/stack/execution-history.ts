import {
  GetExecutionHistoryCommand,
  type HistoryEvent as SeenEvent,
  type GetExecutionHistoryCommandOutput,
} from '@aws-sdk/client-sfn';
import { parseArn } from '../../domain/ids.ts';
import type { HistoryEvent } from '../../domain/run/execution-history.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { stepFunctions } from '../clients/step-functions-client.ts';

/**
 * What has happened in an execution since an event, the oldest first, without its data. A history can only be read
 * from one of its ends, and its last page has no token to go on from later: so it is read from the newest event
 * back to that one.
 * Source: https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 *
 * @param since the id of the last event that is known; 0: none is
 * @throws AccessDenied when the caller may not read it, and whatever else the call ends in
 */
export async function eventsSince(
  executionArn: string,
  since: number,
): Promise<readonly HistoryEvent[]> {
  const client = stepFunctions(parseArn(executionArn)?.region);
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const command = new GetExecutionHistoryCommand({
      executionArn,
      includeExecutionData: false,
      reverseOrder: true,
      maxResults: since === 0 ? 1_000 : 100,
      nextToken,
    });
    const page: GetExecutionHistoryCommandOutput = await call(
      'states:GetExecutionHistory',
      executionArn,
      () => client.send(command, sendOptions()),
    );
    const read = (page.events ?? []).map(readEvent);
    const unknown = read.filter(({ id }) => id > since);
    events.push(...unknown);
    nextToken = unknown.length === read.length ? page.nextToken : undefined;
  } while (nextToken);
  return events.toReversed();
}

function readEvent(event: SeenEvent): HistoryEvent {
  const { id = 0, type = '', timestamp = new Date(0), previousEventId = 0 } = event;
  const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
  const failure =
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.lambdaFunctionFailedEventDetails ??
    event.lambdaFunctionTimedOutEventDetails;
  return {
    id,
    type,
    at: timestamp,
    previous: previousEventId,
    state: entered?.name ?? exited?.name ?? null,
    error: failure ? (failure.error ?? 'unknown') : null,
  };
}
