import {
  GetFunctionCommand,
  ListAliasesCommand,
  UpdateFunctionConfigurationCommand,
  type GetFunctionResponse,
} from '@aws-sdk/client-lambda';
import { sendOptions } from '../abort.ts';
import { lambdas } from '../clients/lambda-client.ts';
import { callQuietly, readingQuietly } from '../quietly.ts';
import { ResourceMissing } from '../../contract/errors/caller-errors.ts';
import type {
  FunctionConfiguration,
  Functions,
  VariablesWrite,
} from '../../procedures/targets/function/port.ts';

/** Errors of an update that say what to do next, by their names (Lambda API, UpdateFunctionConfiguration). */
const endings: Readonly<Record<string, VariablesWrite>> = {
  PreconditionFailedException: 'changed',
  ResourceConflictException: 'busy',
  KMSAccessDeniedException: 'undecryptable',
  KMSDisabledException: 'undecryptable',
  KMSInvalidStateException: 'undecryptable',
  KMSNotFoundException: 'undecryptable',
};

/** Functions of Lambda. Their variables are secrets of others: every call of one is quiet. */
export const lambdaFunctions: Functions = {
  configuration: ({ name, region }) =>
    readingQuietly('lambda:GetFunction', name, async () => {
      const { Configuration, Tags, TagsError } = await lambdas(region).send(
        new GetFunctionCommand({ FunctionName: name }),
        sendOptions(),
      );
      if (!Configuration) throw new ResourceMissing(name);
      return configurationOf(Configuration, TagsError ? null : (Tags ?? {}));
    }),

  aliases: ({ name, region }) =>
    readingQuietly('lambda:ListAliases', name, async () => {
      const { Aliases = [] } = await lambdas(region).send(
        new ListAliasesCommand({ FunctionName: name, MaxItems: 50 }),
        sendOptions(),
      );
      return Aliases.flatMap(({ Name, FunctionVersion }) =>
        Name && FunctionVersion ? [{ name: Name, version: FunctionVersion }] : [],
      );
    }),

  setVariables: ({ name, region }, variables, revision) =>
    callQuietly('lambda:UpdateFunctionConfiguration', name, async () => {
      try {
        await lambdas(region).send(
          new UpdateFunctionConfigurationCommand({
            FunctionName: name,
            Environment: { Variables: { ...variables } },
            RevisionId: revision,
          }),
          sendOptions(),
        );
        // The revision of the answer is not the last one: it changes once more when the update is done.
        return 'written';
      } catch (error) {
        const ending = endings[(error as { readonly name?: string }).name ?? ''];
        if (ending) return ending;
        throw error;
      }
    }),
};

/** The code, of which the answer has an address that anybody may fetch, is left behind. */
function configurationOf(
  {
    FunctionArn,
    Role,
    Environment,
    RevisionId,
    State,
    LastUpdateStatus,
    LastUpdateStatusReasonCode,
  }: NonNullable<GetFunctionResponse['Configuration']>,
  tags: Readonly<Record<string, string>> | null,
): FunctionConfiguration {
  const isUnderWay = LastUpdateStatus === 'InProgress' || State === 'Pending';
  return {
    arn: FunctionArn ?? '',
    roleArn: Role ?? null,
    tags,
    variables: Environment?.Error ? null : (Environment?.Variables ?? {}),
    revision: RevisionId ?? '',
    update: isUnderWay ? 'under way' : LastUpdateStatus === 'Failed' ? 'failed' : 'done',
    failure: LastUpdateStatusReasonCode ?? null,
  };
}
