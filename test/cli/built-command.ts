/** How the processes that run tests are told of the bundle: they get the environment of the one that starts them. */
export const builtVariable = 'AMPLIFY_IMPORT_BUILT';

/** The command as it was bundled for these tests. Its folder has room for the benches on which it runs. */
export function builtCommand(): string {
  const command = process.env[builtVariable];
  if (command === undefined) throw new Error('The project of this test builds no command.');
  return command;
}
