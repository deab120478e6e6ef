import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { machineNameOf, type MachineName } from '../../contract/machines.ts';
import { StackMissing } from '../../contract/errors/caller-errors.ts';
import { parseArn } from '../../domain/ids.ts';
import { sendOptions } from '../abort.ts';
import { call } from '../aws-errors.ts';
import { callerClients } from '../clients/caller-clients.ts';
import { stepFunctions } from '../clients/step-functions-client.ts';

/** What Step Functions says of an execution. */
export type ExecutionDescription = {
  readonly status: string;
  readonly output: string | null;
  readonly error: string | null;
  readonly cause: string | null;
  readonly stopDate: Date | null;
};

/**
 * ARN of a machine in the caller's account and region. It is worked out from who the caller
 * is, which needs no right, so that `start` needs none but those on the machine.
 */
export async function machineArn(machine: MachineName): Promise<string> {
  const { Arn = '' } = await call('sts:GetCallerIdentity', 'the caller', () =>
    callerClients.sts().send(new GetCallerIdentityCommand({})),
  );
  const { partition, account } = parseArn(Arn) ?? { partition: 'aws', account: '' };
  const region = await callerClients.sts().config.region();
  return `arn:${partition}:states:${region}:${account}:stateMachine:${machineNameOf(machine)}`;
}

/**
 * Starts an execution; one of that name that runs or has run is answered as if just started.
 *
 * @throws StackMissing where there is no such machine
 */
export async function startExecution(
  stateMachineArn: string,
  name: string,
  input: string,
): Promise<string> {
  const { region = '', account = null } = parseArn(stateMachineArn) ?? {};
  return call('states:StartExecution', stateMachineArn, async () => {
    try {
      const command = new StartExecutionCommand({ stateMachineArn, name, input });
      return (await stepFunctions(region).send(command)).executionArn ?? '';
    } catch (error) {
      const { name: thrown } = error as { name?: string };
      if (thrown === 'StateMachineDoesNotExist') {
        throw new StackMissing(account, region, { cause: error });
      }
      if (thrown !== 'ExecutionAlreadyExists') throw error;
      return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    }
  });
}

/** Asks how an execution stands. */
export async function describeExecution(executionArn: string): Promise<ExecutionDescription> {
  const region = parseArn(executionArn)?.region;
  const answer = await call('states:DescribeExecution', executionArn, () =>
    stepFunctions(region).send(new DescribeExecutionCommand({ executionArn }), sendOptions()),
  );
  return {
    status: answer.status ?? 'RUNNING',
    output: answer.output ?? null,
    error: answer.error ?? null,
    cause: answer.cause ?? null,
    stopDate: answer.stopDate ?? null,
  };
}
