import type {
  DescribeExecutionCommandInput,
  StartExecutionCommandInput,
} from '@aws-sdk/client-sfn';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { PutEventsCommandInput, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { detailSchemas } from '../../../src/contract/event-details.ts';
import { awsError } from './aws-error.ts';

/** An execution as Step Functions remembers it. */
export type SeededExecution = { status: string; stopDate?: Date };

/** An event as it arrived on a bus. */
type SeenEvent = {
  readonly bus: string | undefined;
  readonly source: string | undefined;
  readonly detailType: string | undefined;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** An execution that was started in this world. */
export type StartedExecution = { readonly machine: string; readonly input: unknown };

/** Step Functions: executions that runs ask about, and those that were started, by their names. */
export function stepFunctions() {
  const executions = new Map<string, SeededExecution>();
  const started = new Map<string, StartedExecution>();
  return {
    executions,
    started,
    effects: {
      StartExecution: ({ stateMachineArn = '', name = '', input }: StartExecutionCommandInput) => {
        const executionArn = `${stateMachineArn.replace('stateMachine', 'execution')}:${name}`;
        if (started.has(name)) throw awsError('ExecutionAlreadyExists', 400, executionArn);
        const machine = stateMachineArn.split(':').at(-1) ?? '';
        started.set(name, { machine, input: JSON.parse(input ?? '{}') as unknown });
        return { executionArn };
      },

      DescribeExecution: ({ executionArn }: DescribeExecutionCommandInput) => {
        const execution = executions.get(executionArn ?? '');
        if (execution) return { executionArn, ...execution };
        throw awsError('ExecutionDoesNotExist', 400, `Execution Does Not Exist: ${executionArn}`);
      },
    },
  };
}

/** EventBridge: every event that was put; one whose detail is not as its schema says is an error. */
export function eventBridge() {
  const events: SeenEvent[] = [];
  let refusal: PutEventsResultEntry | null = null;
  return {
    events,
    /** Entries are answered with this error from now on: the call itself succeeds. `null`: with none. */
    refuse: (entry: PutEventsResultEntry | null) => {
      refusal = entry;
    },
    effects: {
      PutEvents: ({ Entries = [] }: PutEventsCommandInput) => {
        const refused = refusal;
        if (refused)
          return { FailedEntryCount: Entries.length, Entries: Entries.map(() => refused) };
        for (const { EventBusName, Source, DetailType, Detail = '{}' } of Entries) {
          const detail = JSON.parse(Detail) as SeenEvent['detail'];
          detailSchemas[String(DetailType)]?.parse(detail);
          events.push({ bus: EventBusName, source: Source, detailType: DetailType, detail });
        }
        return {
          FailedEntryCount: 0,
          Entries: Entries.map((_, index) => ({ EventId: `event-${events.length + index}` })),
        };
      },
    },
  };
}

/** STS: who the caller is, and the roles of other accounts that it may assume. */
export function securityTokens(accountId: string) {
  const assumable = new Set<string>();
  return {
    accountId,
    assumable,
    effects: {
      AssumeRole: ({ RoleArn = '' }: AssumeRoleCommandInput) => {
        if (!assumable.has(RoleArn)) throw awsError('AccessDenied', 403, `Not allowed: ${RoleArn}`);
        return {
          Credentials: {
            AccessKeyId: 'central',
            SecretAccessKey: 'central',
            SessionToken: 'central',
            Expiration: new Date(Date.now() + 3_600_000),
          },
        };
      },

      GetCallerIdentity: () => ({
        Account: accountId,
        Arn: `arn:aws:sts::${accountId}:assumed-role/Developer/session`,
      }),
    },
  };
}
