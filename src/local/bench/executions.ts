import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { clientsFor } from '../clients.ts';
import { deployStack } from '../deploy.ts';
import { localEnvironment } from '../environment.ts';
import { medianOf, seconds, timed, type BenchPlace } from './bench-place.ts';
import type { Figures } from './goals.ts';
import { freshRequest } from './requests.ts';

/**
 * How long executions of the deployed machine take: the first, whose functions all start, by the command
 * that waits for it; then those that find their functions running, from StartExecution to their end.
 */
export async function measureExecutions(place: BenchPlace): Promise<Figures> {
  const outputs = await deployStack({ endpoint: place.cloud, log: () => undefined });
  const machine = outputs['AmplifyImport']?.['ImportMachineArn'] ?? '';
  const first = await freshRequest(place, 'first-start');
  const cold = await timed(place, ['start', first, '--wait', '--yes']);
  const warm = await medianOf(place.rounds, async (round) => {
    const request = await freshRequest(place, `start-${round}`);
    return timedExecution(place.cloud, machine, readFileSync(request, 'utf8'));
  });
  return {
    'start --wait, first of a fresh deployment': seconds(cold),
    'Step Functions, warm, full import': seconds(warm),
  };
}

/** In milliseconds. */
async function timedExecution(cloud: string, machine: string, input: string): Promise<number> {
  const { sfn } = clientsFor(localEnvironment(cloud));
  const begun = performance.now();
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: machine, input }),
  );
  for (;;) {
    const { status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return performance.now() - begun;
    if (status !== 'RUNNING') throw new Error(`${executionArn} ended as ${status}.`);
    await sleep(10);
  }
}
