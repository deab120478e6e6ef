import { finding } from '../../../contract/findings.ts';
import { parameterName } from '../../../contract/push/parameters.ts';
import { leftBy, sound, type TargetRules } from '../target-kind.ts';
import { parameterValues } from './values.ts';

/** What the rules of parameters go by. */
export type ParametersFacts = {
  /** Where the parameters of the link lie. */
  readonly region: string;
  /** Keys under which something stands that is neither the link's nor tagged as its own. */
  readonly taken: readonly string[];
};

const id = 'parameters';

/** The parameters of a link in Systems Manager: one target, a key for each parameter. */
export const parametersRules: TargetRules<ParametersFacts> = {
  kind: 'parameters',

  wanted: ({ request, source }) => {
    const keys = parameterValues(request.parameters, source);
    return Object.keys(keys).length === 0 ? [] : [{ id, kind: 'parameters', keys }];
  },

  requestFindings: () => [],

  // A folder of names is always there: what is missing in it is written.
  missing: (target) =>
    finding('TARGET_UNREADABLE', { target, action: 'ssm:GetParametersByPath', error: null }),

  judge({ keys, seen: { facts } }, { source: { app, env } }) {
    const { region, taken } = facts;
    // What the link gives back is its own, and what somebody else has put there meanwhile stays.
    const wanted = taken.filter((key) => (keys[key]?.after ?? null) !== null);
    if (wanted.length === 0) return sound;
    const names = wanted.map((key) => parameterName({ app, env }, key));
    return leftBy(finding('PARAMETER_TAKEN', { target: id, names, region, app, env }));
  },
};
