import * as z from 'zod';
import type { MachineDefinition, StateDefinition } from '../../src/contract/definition.ts';
import { states } from '../../src/contract/states.ts';
import { wayLabel, waysThrough, type Leg, type Way } from './ways.ts';

/** What the first state gives on a way: its layout of the state data. */
export type Layout = (way: Way) => unknown;

/** What each state gives, by its name. */
export type Contracts = Readonly<
  Record<string, { readonly output: z.ZodType; readonly item?: true }>
>;

/** Paths that are sure to exist; what is in the items of a list stands behind `[]`. */
type Known = ReadonlySet<string>;

/** Every path that a state reads of its input, the context left out. */
export function readsOf(state: StateDefinition): string[] {
  const { Choices, Parameters, ItemReader, ItemSelector } = state;
  const { ErrorPath, CausePath, ItemsPath, SecondsPath, TimestampPath } = state;
  const plain = [ErrorPath, CausePath, ItemsPath, SecondsPath, TimestampPath];
  const tests = (Choices ?? []).map(({ Variable }) => Variable);
  const templates = [Parameters, ItemReader?.Parameters, ItemSelector].flatMap(templatePaths);
  const data = templates.filter((path) => !path.startsWith('$$'));
  return [...plain.flatMap((path) => path ?? []), ...tests, ...data];
}

/**
 * Reads that find nothing: walks every way with the paths that are sure to exist there, which are the
 * layout of the first state, what the contract says that each state gives, and what a Catch leaves. What
 * a Map runs is walked from what its selector makes of an item.
 */
export function unresolvedReads(
  definition: MachineDefinition,
  layout: Layout,
  contracts: Contracts = states,
): string[] {
  return [...new Set(walk(definition, new Set(['$']), contracts, layout))];
}

function walk(
  level: MachineDefinition,
  start: Known,
  contracts: Contracts,
  layout: Layout | null,
): string[] {
  return waysThrough(level).flatMap((way) => {
    let known = start;
    return way.flatMap((leg, index) => {
      const state = level.States[leg.state] ?? { Type: '' };
      const missing = [...readsOf(state), ...itemReads(state, known)].filter(
        (path) => !known.has(path),
      );
      const inside = walkItems(state, known, contracts);
      const given = index === 0 && layout ? pathsIn(layout(way)) : givenBy(leg.state, contracts);
      known = after(known, leg, state, given);
      const walked = wayLabel(way.slice(0, index));
      return [
        ...missing.map((path) => `"${leg.state}" reads ${path}, after ${walked}`),
        ...inside.map((problem) => `${problem} in "${leg.state}"`),
      ];
    });
  });
}

/** Of a list that is still as it was laid out, no item is run. */
function walkItems(state: StateDefinition, known: Known, contracts: Contracts): string[] {
  const { ItemProcessor, ItemSelector, ItemsPath } = state;
  if (!ItemProcessor || (ItemsPath !== undefined && !known.has(`${ItemsPath}[]`))) return [];
  const item = itemPaths(state, known);
  const entered = ItemSelector === undefined ? item : selectedPaths(ItemSelector, known, item, '$');
  return walk(ItemProcessor, new Set(entered), contracts, null);
}

/** What is known of an item; of a line in the store nothing but that it is there. */
function itemPaths({ ItemsPath }: StateDefinition, known: Known): string[] {
  return ItemsPath === undefined ? ['$'] : below(`${ItemsPath}[]`, known, '$');
}

/** What a selector reads of the item, as paths of the list. */
function itemReads(state: StateDefinition, known: Known): string[] {
  const { ItemSelector, ItemsPath } = state;
  if (ItemsPath !== undefined && !known.has(`${ItemsPath}[]`)) return [];
  return templatePaths(ItemSelector)
    .filter((path) => path.startsWith('$$.Map.Item.Value.'))
    .map((path) => path.replace('$$.Map.Item.Value', `${ItemsPath ?? 'a line'}[]`));
}

/** The paths of what a template makes of the state data and an item. */
function selectedPaths(template: unknown, known: Known, item: string[], at: string): string[] {
  if (typeof template !== 'object' || template === null || Array.isArray(template)) return [at];
  const inside = Object.entries(template).flatMap(([key, value]) => {
    if (!key.endsWith('.$')) return selectedPaths(value, known, item, `${at}.${key}`);
    const [path, to] = [String(value), `${at}.${key.slice(0, -2)}`];
    if (path.startsWith('$$.Map.Item.Value')) {
      return below(path.replace('$$.Map.Item.Value', '$'), new Set(item), to);
    }
    return path.startsWith('$$') ? [to] : below(path, known, to);
  });
  return [at, ...inside];
}

/** A path and what is below it, moved to another place. */
function below(path: string, known: Known, to: string): string[] {
  return [...known]
    .filter((one) => one === path || one.startsWith(`${path}.`) || one.startsWith(`${path}[`))
    .map((one) => `${to}${one.slice(path.length)}`);
}

function after(known: Known, leg: Leg, state: StateDefinition, given: string[]): Known {
  if (leg.turn.startsWith('catch')) {
    const { ResultPath } = state.Catch?.[Number(leg.turn.slice('catch '.length))] ?? {};
    return placed(known, ResultPath, ['$', '$.Error', '$.Cause']);
  }
  return ['Task', 'Map'].includes(state.Type) ? placed(known, state.ResultPath, given) : known;
}

/** The paths once a result stands at its path: what stood there before is gone. */
function placed(known: Known, at: string | null | undefined, result: string[]): Known {
  if (at === null) return known;
  if (at === undefined || at === '$') return new Set(result);
  const gone = new Set(below(at, known, at));
  const kept = [...known].filter((path) => !gone.has(path));
  return new Set([...kept, ...result.map((path) => path.replace('$', at))]);
}

/** Paths of each output, which a walk asks for on every way. */
const outputPaths = new WeakMap<z.ZodType, string[]>();

/** What a state is sure to give. The answer of a service is not ours to look into. */
function givenBy(state: string, contracts: Contracts): string[] {
  const { output } = contracts[state] ?? {};
  if (!output) return ['$'];
  const paths = outputPaths.get(output) ?? schemaPaths(output, '$');
  outputPaths.set(output, paths);
  return paths;
}

function schemaPaths(schema: unknown, at: string): string[] {
  if (schema instanceof z.ZodArray) return [at, ...schemaPaths(schema.element, `${at}[]`)];
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
    return key.endsWith('.$') ? [value] : [];
  });
}
