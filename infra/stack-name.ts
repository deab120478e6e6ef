/** Our own stack, and by it what CloudFormation names there: `AmplifyImport-<logical id>-<random>`. */
export const stackName = 'AmplifyImport';

/** Begins the name of each function of ours, in a stack of whatever name: by it no role may change one. */
export const functionPrefix = `${stackName}-`;
