import type { AccessAnswer } from '../../contract/report.ts';
import { canonicalJson, compareText } from '../canonical.ts';
import { groupBy } from '../group-by.ts';
import { callersAmong, type Principal } from '../iam/evaluator.ts';
import { constraintsOf, type Permission } from '../iam/permission.ts';
import { permissionsOf } from '../iam/document.ts';

/** Stands for whatever a caller names; no policy of ours tells it from other names. */
const anything = 'anything';
/** The identity of whoever asks. */
const oneself = 'oneself';

/** One thing that policies speak of, by permission or by denial. */
type Matter = {
  readonly action: string;
  readonly resource: string;
  /** One value of each key that a statement asks for. */
  readonly asking: Readonly<Record<string, string>>;
};

/**
 * The policies of roles turned round: for whatever they speak of, who may do it, as IAM decides it. Each
 * pattern is asked of everybody by one call that falls under it, so that a Deny shows where it holds;
 * `identityKey` is the condition key that holds the identity of whoever asks.
 */
export function whoCanWhat(identityKey: string, principals: readonly Principal[]): AccessAnswer[] {
  const sampleOf = (pattern: string): string =>
    pattern.replaceAll(`\${${identityKey}}`, oneself).replaceAll('*', anything);
  const everybody = principals.map((principal) => ({
    ...principal,
    context: { [identityKey]: oneself },
  }));
  const whoCan = callersAmong(everybody);
  const answers = mattersOf(principals).map(({ action, resource, asking }) => {
    const keys = Object.entries(asking).map(([key, value]) => [key, sampleOf(value)]);
    const context = Object.fromEntries(keys) as Record<string, string>;
    return {
      actions: [action],
      resource,
      ...(keys.length > 0 && { asking: listed(asking) }),
      who: whoCan({ action, resource: sampleOf(resource), context }),
    };
  });
  const granted = answers.filter(({ who }) => who.length > 0);
  return joinedActions(joinedValues(granted));
}

/** Each of them once, in the order of resources and actions. */
function mattersOf(principals: readonly Principal[]): readonly Matter[] {
  const permissions = principals.flatMap(({ documents }) =>
    documents.flatMap((document) => permissionsOf(document) ?? []),
  );
  const matters = permissions.flatMap(({ action, resource, condition }) =>
    valuesOf(condition).map((asking): Matter => ({ resource, action, asking })),
  );
  const once = new Map(matters.map((matter) => [canonicalJson(matter), matter]));
  return [...once]
    .toSorted(
      ([a, one], [b, other]) => compareText(one.resource, other.resource) || compareText(a, b),
    )
    .map(([, matter]) => matter);
}

/** Every choice of one value for each key. */
function valuesOf(condition: Permission['condition']): readonly Matter['asking'][] {
  return constraintsOf(condition).reduce<readonly Matter['asking'][]>(
    (choices, { key, values }) =>
      choices.flatMap((choice) => values.map((value) => ({ ...choice, [key]: value }))),
    [{}],
  );
}

/** The same actions of the same people on the same resource, asking for other values of one key. */
function joinedValues(answers: readonly AccessAnswer[]): AccessAnswer[] {
  const alike = ({ asking, ...answer }: AccessAnswer) => {
    const [key, ...more] = Object.keys(asking ?? {});
    return key !== undefined && more.length === 0
      ? canonicalJson({ ...answer, key })
      : canonicalJson({ ...answer, asking });
  };
  return joined(answers, alike, (one, other) => {
    const values = Object.entries(one.asking ?? {}).map(([key, own]) => [
      key,
      [...own, ...(other.asking?.[key] ?? [])],
    ]);
    return { ...one, ...(one.asking && { asking: Object.fromEntries(values) }) };
  });
}

/** Other actions of the same people on the same resource. */
function joinedActions(answers: readonly AccessAnswer[]): AccessAnswer[] {
  return joined(
    answers,
    (answer) => canonicalJson({ ...answer, actions: [] }),
    (one, other) => ({ ...one, actions: [...one.actions, ...other.actions] }),
  );
}

/** Answers that are alike as one, where the first of them stands. */
function joined(
  answers: readonly AccessAnswer[],
  alike: (answer: AccessAnswer) => string,
  join: (one: AccessAnswer, other: AccessAnswer) => AccessAnswer,
): AccessAnswer[] {
  return groupBy(answers, alike).map((those) => those.reduce(join));
}

function listed(asking: Matter['asking']): Record<string, string[]> {
  return Object.fromEntries(Object.entries(asking).map(([key, value]) => [key, [value]]));
}
