import { allowTagName } from '../../../contract/allow.ts';
import type { Reading } from '../../../domain/readings.ts';
import { environmentBytes } from '../../../domain/targets/function/environment.ts';
import { functionOf, type FunctionName } from '../../../domain/targets/function/function-names.ts';
import { ownerByTags } from '../../../domain/targets/function/function-owner.ts';
import type { FunctionFacts } from '../../../domain/targets/function/rules.ts';
import type { ConcernedTarget } from '../../../domain/targets/plan-targets.ts';
import { seenValue } from '../../../domain/targets/seen-value.ts';
import type { SeenTarget } from '../../../domain/targets/target-kind.ts';
import type { LinkName } from '../../../contract/link.ts';
import type { Services } from '../../ports.ts';
import type { PlannedBy } from '../target-steps.ts';
import { pacedFunctions } from './paced-functions.ts';
import type { FunctionConfiguration, Functions } from './port.ts';

/** The name of what is not published: the only version that can be updated. */
const latest = '$LATEST';

/** Looks at a function for a plan: one call, and one more for its aliases where an import asks. */
export async function readFunction(
  { id, names }: ConcernedTarget,
  _link: LinkName,
  services: Pick<Services, 'functions' | 'allowList' | 'now' | 'wait'>,
  plannedBy: PlannedBy,
): Promise<Reading<SeenTarget<FunctionFacts>>> {
  const functions = pacedFunctions(services);
  const named = functionOf(id);
  const [reading, frozenAliases] = await Promise.all([
    functions.configuration(named),
    plannedBy === 'import' ? frozenAliasesOf(named, functions) : null,
  ]);
  if (reading.status !== 'found') return reading;
  // Without its tags nobody knows what its owner allows; in process nobody asks.
  if (reading.value.tags === null && services.allowList !== null) {
    return { status: 'denied', action: 'lambda:ListTags' };
  }
  return { status: 'found', value: seenFunction(reading.value, names, frozenAliases) };
}

async function frozenAliasesOf(
  named: FunctionName,
  functions: Functions,
): Promise<FunctionFacts['frozenAliases']> {
  const aliases = await functions.aliases(named);
  if (aliases.status !== 'found') return null;
  return aliases.value.filter(({ version }) => version !== latest);
}

function seenFunction(
  { arn, roleArn, tags, variables, update }: FunctionConfiguration,
  names: readonly string[],
  frozenAliases: FunctionFacts['frozenAliases'],
): SeenTarget<FunctionFacts> {
  const all = Object.entries(variables ?? {});
  const others = all.filter(([name]) => !names.includes(name));
  return {
    arn,
    tag: tags?.[allowTagName] ?? null,
    ours: Object.fromEntries(
      all.filter(([name]) => names.includes(name)).map(([name, text]) => [name, seenValue(text)]),
    ),
    foreign:
      variables === null
        ? null
        : { count: others.length, bytes: environmentBytes(Object.fromEntries(others)) },
    executionRole: roleArn,
    isStale: update === 'failed',
    facts: { isReadable: variables !== null, owner: ownerByTags(tags ?? {}), frozenAliases },
  };
}
