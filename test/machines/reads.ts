import * as z from 'zod';
import { states, type StateName } from '../../src/contract/states.ts';
import { stateOf, type AslState, type Definition } from './definitions.ts';
import { wayLabel, waysThrough, type Leg, type Way } from './ways.ts';

/** What the first state gives on a way: its layout of the state data. */
export type Layout = (way: Way) => unknown;

/** Every path that a state reads of its input, the context left out. */
export function readsOf(state: AslState): string[] {
  const { Choices, ErrorPath, CausePath, Parameters } = state;
  const plain = [ErrorPath, CausePath].flatMap((path) => path ?? []);
  const tests = (Choices ?? []).map(({ Variable }) => Variable);
  return [...plain, ...tests, ...templatePaths(Parameters)];
}

/**
 * Reads that find nothing: walks every way with the paths that are sure to exist there, which are the
 * layout of the first state, what the contract says that each state gives, and what a Catch leaves.
 */
export function unresolvedReads(definition: Definition, layout: Layout): string[] {
  const found = waysThrough(definition).flatMap((way) => {
    let known = new Set(['$']);
    return way.flatMap((leg, index) => {
      const state = stateOf(definition, leg.state);
      const missing = readsOf(state).filter((path) => !known.has(path));
      known = after(known, leg, state, index === 0 ? pathsIn(layout(way)) : null);
      const walked = wayLabel(way.slice(0, index));
      return missing.map((path) => `"${leg.state}" reads ${path}, after ${walked}`);
    });
  });
  return [...new Set(found)];
}

function after(known: Set<string>, leg: Leg, state: AslState, given: string[] | null): Set<string> {
  if (leg.turn.startsWith('catch')) {
    const { ResultPath } = state.Catch?.[Number(leg.turn.slice('catch '.length))] ?? {};
    return placed(known, ResultPath, ['$', '$.Error', '$.Cause']);
  }
  if (state.Type !== 'Task') return known;
  return placed(known, state.ResultPath, given ?? contractPaths(leg.state));
}

/** The paths once a result stands at its path: what stood there before is gone. */
function placed(known: Set<string>, at: string | undefined, result: string[]): Set<string> {
  if (at === undefined || at === '$') return new Set(result);
  const kept = [...known].filter((path) => path !== at && !path.startsWith(`${at}.`));
  return new Set([...kept, ...result.map((path) => path.replace('$', at))]);
}

/** What a state is sure to give. The answer of a service is not ours to look into. */
function contractPaths(state: string): string[] {
  return state in states ? schemaPaths(states[state as StateName].output, '$') : ['$'];
}

function schemaPaths(schema: unknown, at: string): string[] {
  if (!(schema instanceof z.ZodObject)) return [at];
  const keys = Object.entries(schema.shape).filter(
    ([, value]) => !(value instanceof z.ZodOptional),
  );
  return [at, ...keys.flatMap(([key, value]) => schemaPaths(value, `${at}.${key}`))];
}

function pathsIn(value: unknown, at = '$'): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => pathsIn(item, `${at}.${key}`))];
}

function templatePaths(template: unknown): string[] {
  if (typeof template !== 'object' || template === null) return [];
  return Object.entries(template).flatMap(([key, value]) => {
    if (typeof value !== 'string') return templatePaths(value);
    return key.endsWith('.$') && !value.startsWith('$$') ? [value] : [];
  });
}
