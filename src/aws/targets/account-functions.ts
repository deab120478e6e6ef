import type { Functions } from '../../procedures/targets/function/port.ts';

/** Most links have no functions: the SDK's client is loaded for those that have. */
const functions = async () => (await import('./lambda-functions.ts')).lambdaFunctions;

/** The functions of the account. */
export const accountFunctions: Functions = {
  configuration: async (named) => (await functions()).configuration(named),
  aliases: async (named) => (await functions()).aliases(named),
  setVariables: async (...given) => (await functions()).setVariables(...given),
};
