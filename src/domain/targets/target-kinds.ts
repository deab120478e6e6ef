import type { Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { TargetKind } from '../../contract/push/target.ts';
import { functionRules } from './function/rules.ts';
import { hostingRules } from './hosting/rules.ts';
import { parametersRules } from './parameters/rules.ts';
import { roleRules } from './role/rules.ts';
import { siteRules } from './site/rules.ts';
import type { TargetRules, WantedIn, WantedTarget } from './target-kind.ts';

/** Every kind of push target: one folder each. Whoever asks about targets loops over it. */
const kinds: Readonly<Record<TargetKind, TargetRules>> = {
  function: functionRules,
  hosting: hostingRules,
  role: roleRules,
  site: siteRules,
  parameters: parametersRules,
};

/** The kinds in their order. */
const rulesOfTargets = Object.values(kinds);

/** What a kind does with its targets. */
export function rulesOf(kind: TargetKind): TargetRules {
  return kinds[kind];
}

/** Every target that a request wants, in the order of the kinds. */
export function wantedTargets(context: WantedIn): readonly WantedTarget[] {
  return rulesOfTargets.flatMap(({ wanted }) => wanted(context));
}

/** What is wrong with the targets in a request's own text: the only errors that a target can have. */
export function targetRequestFindings(
  request: RunRequest,
  account: string | null,
): readonly Finding[] {
  return rulesOfTargets.flatMap(({ requestFindings }) => requestFindings(request, account));
}

/** Whether the code of a finding says that a target is not there. */
export function isMissing(kind: TargetKind, id: string, code: string): boolean {
  return rulesOf(kind).missing(id).code === code;
}
