import type { MachineName } from '../../contract/machines.ts';
import { flag, oneOf, orElse } from '../argument.ts';
import { command } from '../command.ts';
import { readInput } from '../read-input.ts';
import { regionNote } from '../region-note.ts';
import { namesNoRequest, request, requestKeys, withKeys } from '../request-arguments.ts';
import { json } from '../shared-arguments.ts';
import { printAnswer, tell } from '../tell.ts';

const machines: Readonly<Record<MachineName, string>> = {
  'import-auth': 'imports what a request says',
  'push-auth': 'pushes to the targets of { "app", "env" }, with "mode" and "only" beside them',
  'remove-auth':
    'removes { "app", "env" }, with "mode", "expectPlan", "force" and "purge" beside them',
};

export const start = command({
  summary: 'start a deployed state machine',
  page: 'starting.md',
  positionals: { request },
  options: {
    ...requestKeys,
    mode: oneOf(
      { plan: 'tells what it would do', import: 'does it', push: 'does it', remove: 'does it' },
      'how far it goes',
    ),
    machine: orElse(oneOf(machines, 'which one', '<machine>'), 'import-auth'),
    wait: flag('waits for the end, prints the result'),
    yes: flag('asks nobody'),
    json,
  },
  examples: {
    'imports in the stack, and waits for the end': 'request.json --wait',
    'pushes by the stack': '--machine push-auth --app storefront --env prod --wait',
  },
  exits: ['refused'],
  check: (given) => namesNoRequest(given),
  run: async (given) => {
    const { machine, wait } = given;
    const input = withKeys(await readInput(given.request), given);
    const note = regionNote(input);
    if (note !== null) tell(note);
    const [{ endWithout, isTerminal }, { startMachine }, { machineArn }] = await Promise.all([
      import('../agreement.ts'),
      import('../execution.ts'),
      import('../../aws/stack/executions.ts'),
    ]);
    const stateMachine = await machineArn(machine);
    if (!given.yes && isTerminal()) {
      const [{ startAgreement }, { terminalPrompts }] = await Promise.all([
        import('../start-agreement.ts'),
        import('../terminal-prompts.ts'),
      ]);
      const said = await startAgreement({ stateMachine, machine, input }, terminalPrompts());
      if (said === 'no' || said === 'ended') return endWithout(said);
    }
    const { name, arn, console } = await startMachine(stateMachine, input);
    tell(console === null ? `Started ${name}` : `Started ${name}\n${console}`);
    if (!wait) {
      const started = { executionArn: arn, ...(console !== null && { console }) };
      printAnswer(given.json, started, () => arn);
      return 'done';
    }
    const { waitUnlessInterrupted } = await import('../tell-end.ts');
    return waitUnlessInterrupted(machine, arn, { input, said: given });
  },
});
