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
 * The history of an execution so far, without its data.
 *
 * @throws AccessDenied when the caller may not read it, and whatever else the call ends in
 */
export async function executionHistory(executionArn: string): Promise<readonly HistoryEvent[]> {
  const client = stepFunctions(parseArn(executionArn)?.region);
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const command = new GetExecutionHistoryCommand({
      executionArn,
      includeExecutionData: false,
      maxResults: 1_000,
      nextToken,
    });
    const page: GetExecutionHistoryCommandOutput = await call(
      'states:GetExecutionHistory',
      executionArn,
      () => client.send(command, sendOptions()),
    );
    events.push(...(page.events ?? []).map(readEvent));
    ({ nextToken } = page);
  } while (nextToken);
  return events;
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
