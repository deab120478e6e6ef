import { eventFunctionNames, eventFunctions } from '../src/contract/event-functions.ts';
import { fileNameOf, type StateName, states } from '../src/contract/states.ts';
import type { Handler } from './handler-entry.ts';

/** Every handler by its folder, with the services that it needs; of each folder one bundle is made. */
export const handlers = {
  functions: (Object.keys(states) as StateName[]).map((state) => ({
    file: fileNameOf(state),
    needs: ['surroundings', ...states[state].needs],
  })),
  'functions/events': eventFunctionNames.map((name) => ({
    file: name,
    needs: eventFunctions[name].needs,
  })),
} as const satisfies Readonly<Record<string, readonly Handler[]>>;
