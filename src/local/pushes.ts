import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  type ExecutionListItem,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

import { pushResultSchema, type PushResult } from '../contract/push/result.ts';

/** Every push that the bus has started, the newest first. */
export async function listPushes(
  sfn: SFNClient,
  stateMachineArn: string,
): Promise<readonly ExecutionListItem[]> {
  const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn }));
  return executions;
}

const endedSchema = z.object({ outcome: z.object({ result: pushResultSchema() }) });

/** Waits until as many pushes have ended, and gives the result of the newest. */
export async function waitForPush(
  sfn: SFNClient,
  stateMachineArn: string,
  count: number,
  seconds: number,
): Promise<PushResult> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const [newest, ...others] = await listPushes(sfn, stateMachineArn);
    if (newest?.executionArn && others.length >= count - 1 && newest.status !== 'RUNNING') {
      const { executionArn } = newest;
      const ended = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      const { status, output = '', error, cause } = ended;
      if (status !== 'SUCCEEDED') throw new Error(`The push ended badly: ${error}: ${cause}`);
      return endedSchema.parse(JSON.parse(output)).outcome.result;
    }
    if (Date.now() > deadline) throw new Error(`No push has ended after ${seconds} seconds.`);
    await sleep(250);
  }
}
