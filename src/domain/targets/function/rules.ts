import { finding, type Finding } from '../../../contract/findings.ts';
import { environmentLimit } from '../../../contract/quotas.ts';
import type { ValueSource } from '../../../contract/push/published.ts';
import type { RunRequest } from '../../../contract/request.ts';
import { parseArn } from '../../ids.ts';
import { distinctFindings } from '../../findings/denied-readings.ts';
import { notAllowed } from '../owners-word.ts';
import { textsToPut } from '../merge-keys.ts';
import { differs } from '../plan-key.ts';
import {
  leftBy,
  sound,
  type JudgedTarget,
  type Judgement,
  type TargetContext,
  type TargetRules,
  type WantedIn,
  type WantedTarget,
} from '../target-kind.ts';
import { addedBytes } from './environment.ts';
import { askedFunctions, functionHome, functionOf, isElsewhere } from './function-names.ts';

/** What the rules of functions go by beside keys and tags. */
export type FunctionFacts = {
  /** `false`: its variables cannot be decrypted, so that nobody can write some and keep the others. */
  readonly isReadable: boolean;
  /** Whose the function is by its tags; `null`: they do not tell. */
  readonly owner: {
    readonly tool: 'CloudFormation' | 'Amplify';
    readonly stack: string | null;
  } | null;
  /** Aliases that serve a published version; `null`: nobody has asked. */
  readonly frozenAliases: readonly { readonly name: string; readonly version: string }[] | null;
};

/** Functions that get the ids of the pools as variables of their environment. */
export const functionRules: TargetRules<FunctionFacts> = {
  kind: 'function',
  wanted,
  requestFindings,
  missing: (id) => finding('FUNCTION_NOT_FOUND', { target: id, ...functionOf(id) }),
  judge,
};

function wanted({ request, source }: WantedIn): readonly WantedTarget[] {
  const asked = askedFunctions(request);
  return [...new Set(asked.map(({ id }) => id))].map((id) => ({
    id,
    kind: 'function',
    keys: Object.assign(
      {},
      ...asked.flatMap((one) => (one.id === id ? [variablesOf(one.prefix, source)] : [])),
    ) as WantedTarget['keys'],
  }));
}

function variablesOf(prefix: string, source: ValueSource): WantedTarget['keys'] {
  const { userPoolId, webClientId, identityPoolId, region } = source;
  return {
    [`${prefix}_USERPOOLID`]: userPoolId,
    ...(webClientId !== null && { [`${prefix}_CLIENTID`]: webClientId }),
    ...(identityPoolId !== null && { [`${prefix}_IDENTITYPOOLID`]: identityPoolId }),
    [`${prefix}_REGION`]: region,
  };
}

function requestFindings(request: RunRequest, account: string | null): readonly Finding[] {
  const asked = askedFunctions(request);
  const elsewhere = asked.flatMap(({ id, arn, region }) => {
    const home = functionHome(region, account);
    if (arn === null || !isElsewhere(arn, home)) return [];
    return [finding('FUNCTION_ELSEWHERE', { target: id, arn, ...home, namesake: null })];
  });
  const reserved = asked
    .filter(({ prefix }) => prefix.startsWith('AWS'))
    .map(({ id, prefix }) => finding('FUNCTION_PREFIX_RESERVED', { target: id, prefix }));
  const twice = asked
    .filter(({ id, prefix }, index) =>
      asked.slice(0, index).some((other) => other.id === id && other.prefix === prefix),
    )
    .map(({ id, prefix }) => finding('FUNCTION_PREFIX_TAKEN', { target: id, prefix, links: [] }));
  return distinctFindings([...elsewhere, ...reserved, ...twice]);
}

function judge(target: JudgedTarget<FunctionFacts>, context: TargetContext): Judgement {
  const { id, seen } = target;
  const told = target.wanted === null ? [] : toldOf(id, seen.facts);
  const elsewhere = namesake(target, context);
  if (elsewhere) return leftBy(elsewhere);
  const denied = notAllowed(id, seen, context);
  if (denied) return leftBy(denied, ...told);
  if (!seen.facts.isReadable) {
    return leftBy(finding('FUNCTION_ENV_UNREADABLE', { target: id }), ...told);
  }
  const taken = takenPrefix(target, context);
  if (taken) return leftBy(taken, ...told);
  const full = fullEnvironment(target);
  return full ? leftBy(full, ...told) : { ...sound, findings: told };
}

/** A function of ours that only has the name of the one that the request means. */
function namesake(
  { id, wanted: asked, seen }: JudgedTarget<FunctionFacts>,
  { request }: TargetContext,
): Finding | null {
  if (asked === null) return null;
  const { region } = functionOf(id);
  const home = functionHome(region, parseArn(seen.arn)?.account ?? null);
  const meant = askedFunctions(request).find(
    ({ id: target, arn }) => target === id && arn !== null && isElsewhere(arn, home),
  );
  if (!meant?.arn) return null;
  return finding('FUNCTION_ELSEWHERE', {
    target: id,
    arn: meant.arn,
    ...home,
    namesake: seen.arn,
  });
}

/** What whoever wants a function should know of it, though it is written. */
function toldOf(id: string, { owner, frozenAliases }: FunctionFacts): readonly Finding[] {
  const aliases = frozenAliases ?? [];
  return [
    ...(owner
      ? [
          finding('FUNCTION_OWNED_BY_STACK', {
            target: id,
            owner: owner.tool,
            stack: owner.stack,
          }),
        ]
      : []),
    ...(aliases.length > 0
      ? [finding('FUNCTION_ALIAS_OLDER', { target: id, aliases: [...aliases] })]
      : []),
  ];
}

/** A name that another link writes is that link's: the first of two keeps it. */
function takenPrefix(
  { id, wanted: asked }: JudgedTarget<FunctionFacts>,
  { request, otherLinks }: TargetContext,
): Finding | null {
  const names = Object.keys(asked?.keys ?? {});
  const owners = (otherLinks[id] ?? []).filter(({ keys }) =>
    keys.some((key) => names.includes(key)),
  );
  const theirs = owners.flatMap(({ keys }) => keys);
  const prefix = askedFunctions(request).find(
    (one) => one.id === id && theirs.some((key) => key.startsWith(`${one.prefix}_`)),
  )?.prefix;
  if (prefix === undefined) return null;
  return finding('FUNCTION_PREFIX_TAKEN', {
    target: id,
    prefix,
    links: owners.map(({ label }) => label),
  });
}

function fullEnvironment({ id, keys, seen }: JudgedTarget<FunctionFacts>): Finding | null {
  if (!Object.values(keys).some((key) => differs('function', key))) return null;
  const others = seen.foreign ?? { count: 0, bytes: 0 };
  const need = addedBytes(textsToPut(keys), others);
  if (others.bytes + need <= environmentLimit) return null;
  return finding('FUNCTION_ENV_FULL', {
    target: id,
    used: others.bytes,
    need,
    limit: environmentLimit,
  });
}
