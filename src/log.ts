/** Names of log events: saved queries and alarms match them. */
export type LogEvent =
  | 'StepStarted'
  | 'StepEnded'
  | 'StepFailed'
  | 'ScheduleStarted'
  | 'ScheduleEnded'
  | 'ScheduleFailed';

/**
 * Writes one line of JSON to the function's log. Outside Lambda nothing is logged: there the engine
 * reports progress. Facts are names and ids, never documents or what the SDK answered.
 */
export function writeLog(event: LogEvent, facts: Readonly<Record<string, unknown>>): void {
  if (!process.env['AWS_LAMBDA_FUNCTION_NAME']) return;
  process.stdout.write(`${JSON.stringify({ event, ...facts })}\n`);
}
