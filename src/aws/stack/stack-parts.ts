import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { StoreFault } from '../../contract/errors/faults.ts';
import { AccessDenied, StackMissing } from '../../contract/errors/caller-errors.ts';
import { stackParameterName, stackPartsSchema, type StackParts } from '../../contract/stack.ts';
import { callerAccount } from '../account/caller.ts';
import { reading } from '../aws-errors.ts';
import { parameterStore } from '../clients/parameter-client.ts';

/**
 * Finds the parts of the stack that is deployed in the caller's account and region.
 *
 * @throws StackMissing, AccessDenied, StoreFault
 */
export async function readStack(): Promise<StackParts> {
  const parameter = await reading('ssm:GetParameter', stackParameterName, async () => {
    const command = new GetParameterCommand({ Name: stackParameterName });
    return (await parameterStore().send(command)).Parameter?.Value ?? '';
  });
  if (parameter.status === 'denied') throw new AccessDenied(parameter.action, stackParameterName);
  if (parameter.status === 'not-found') {
    throw new StackMissing(await callerAccount()(), await parameterStore().config.region());
  }
  try {
    return stackPartsSchema.parse(JSON.parse(parameter.value));
  } catch (cause) {
    throw new StoreFault(`${stackParameterName} is not of this version.`, { cause });
  }
}
