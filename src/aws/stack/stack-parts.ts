import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { StoreFault } from '../../contract/faults.ts';
import { ResourceMissing } from '../../contract/user-errors.ts';
import { stackParameterName, stackPartsSchema, type StackParts } from '../../contract/stack.ts';
import { call } from '../aws-errors.ts';
import { stackClients } from '../clients/stack-clients.ts';

/**
 * Finds the parts of the stack that is deployed in the caller's account and region.
 *
 * @throws ResourceMissing when no stack is deployed there, AccessDenied, StoreFault
 */
export async function readStack(): Promise<StackParts> {
  const { Parameter } = await call('ssm:GetParameter', stackParameterName, () =>
    stackClients.ssm().send(new GetParameterCommand({ Name: stackParameterName })),
  );
  if (!Parameter?.Value) throw new ResourceMissing(stackParameterName);
  try {
    return stackPartsSchema.parse(JSON.parse(Parameter.Value));
  } catch (cause) {
    throw new StoreFault(`${stackParameterName} is not of this version.`, { cause });
  }
}
