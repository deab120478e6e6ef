import type { Parameters } from '../../procedures/targets/parameters/port.ts';

/** Most links have no parameters: the SDK's client is loaded for those that have. */
const parameters = async () => (await import('./parameters.ts')).ssmParameters;

/** The parameters of the account. */
export const accountParameters: Parameters = {
  below: async (folder) => (await parameters()).below(folder),
  linkTag: async (name) => (await parameters()).linkTag(name),
  create: async (...given) => (await parameters()).create(...given),
  replace: async (...given) => (await parameters()).replace(...given),
  remove: async (names) => (await parameters()).remove(names),
};
