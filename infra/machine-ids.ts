import type { EventFunctionName } from '../src/contract/event-functions.ts';
import { startersOf, type MachineName } from '../src/contract/machines.ts';

/**
 * The ids of what the stack holds for a machine, made from its name. CloudFormation takes a resource whose
 * id changes for another one, and people have the outputs in their scripts: what they are made of stays.
 */

/** The construct of a machine, or of a function that a rule starts: `ImportAuth` for `import-auth`. */
export function constructIdOf(name: MachineName | EventFunctionName): string {
  return inCapitals(name.split('-'));
}

/** The rule by which events start a machine: `ImportRequested`, after the first type that does. */
export function startRuleIdOf(machine: MachineName): string {
  return (startersOf(machine)[0] ?? '').replace('Auth ', '').replaceAll(' ', '');
}

/** The rule that starts a machine again after the death of an execution: `ImportDied`. */
export function deathRuleIdOf(machine: MachineName): string {
  return `${shortIdOf(machine)}Died`;
}

/** The output that tells the ARN of a machine: `ImportMachineArn`. */
export function outputIdOf(machine: MachineName): string {
  return `${shortIdOf(machine)}MachineArn`;
}

/** Every machine is about auth; the ids above leave the word out. */
function shortIdOf(machine: MachineName): string {
  return inCapitals(machine.split('-').filter((word) => word !== 'auth'));
}

function inCapitals(words: readonly string[]): string {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
