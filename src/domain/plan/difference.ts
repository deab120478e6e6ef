import type { Plan } from '../../contract/plan.ts';
import { canonicalJson } from '../canonical.ts';
import { roleNameOf } from '../../contract/aws-names.ts';
import { repointedText } from '../../contract/repointed.ts';
import type { Delivery, BeforeAndAfter } from '../roles/delivery.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import { diffLines, policyDiff } from '../iam/diff.ts';
import { wantedOfTargets } from '../targets/target-hash.ts';
import { agreedFindings } from './agreed-findings.ts';
import { endOf } from '../link/expiry.ts';

/** In words, what differs between the plan that a caller agreed to and a fresh one. */
export function planDifference(expected: Plan | null, made: Plan, missingFile?: string): string {
  if (missingFile !== undefined) {
    return `The link knows the plan that is expected, but its file ${missingFile} is gone from the store, so what differs cannot be told.`;
  }
  if (!expected) {
    return 'No plan of that hash is remembered: it is mistyped, or older than the plans that a link remembers.';
  }
  const deliveries = [deliveryOf(expected.request), deliveryOf(made.request)];
  const [agreed, fresh] = [asHashed(expected, deliveries), asHashed(made, deliveries)];
  const roles = namesThatDiffer(
    agreed.roles.map((r) => [r.role, JSON.stringify([r.before, r.after])]),
    fresh.roles.map((r) => [r.role, JSON.stringify([r.before, r.after])]),
  );
  const files = namesThatDiffer(
    agreed.files.map((f) => [f.path, `${f.sha256}${f.changed}`]),
    fresh.files.map((f) => [f.path, `${f.sha256}${f.changed}`]),
  );
  const push = namesThatDiffer(namedTargets(agreed), namedTargets(fresh));
  const removed = namesThatDiffer(
    agreed.removedFiles.map((path) => [`the removal of ${path}`, '']),
    fresh.removedFiles.map((path) => [`the removal of ${path}`, '']),
  );
  const findings = namesThatDiffer(namedFindings(agreed), namedFindings(fresh));
  const changed = [
    ...repointedNow(agreed, fresh),
    ...(agreed.request.rolePolicies === fresh.request.rolePolicies
      ? []
      : [`policies are ${deliveryOf(fresh.request).participle}`]),
    ...roles.map((role) => `the policy on ${roleNameOf(role)}`),
    ...files,
    ...removed,
    ...push,
    ...findings,
  ];
  const details = [
    ...roles.flatMap((role) => roleDifference(role, agreed, fresh)),
    ...findings.flatMap((name) => factsDifference(name, agreed, fresh)),
  ];
  return [`Different now: ${changed.join(', ') || 'nothing by name'}.`, ...details].join('\n');
}

/** Pools that the link would leave now, and not by the agreed plan; and the other way round. */
function repointedNow(agreed: Plan, fresh: Plan): readonly string[] {
  const [then, now] = [agreed, fresh].map(({ repointed }) => repointed.map(repointedText));
  return [
    ...(now ?? []).filter((text) => !then?.includes(text)),
    ...(then ?? []).filter((text) => !now?.includes(text)).map((text) => `no more ${text}`),
    ...(canonicalJson(endOf(agreed.request)) === canonicalJson(endOf(fresh.request))
      ? []
      : ['when the environment ends']),
  ];
}

/** A plan with that of its roles which the hashes of both plans hold. */
function asHashed(plan: Plan, deliveries: readonly Delivery[]): Plan {
  const roles = plan.roles.map((change) => ({
    ...change,
    ...deliveries.reduce<BeforeAndAfter>((seen, delivery) => delivery.hashView(seen), change),
  }));
  return { ...plan, roles };
}

/** What a policy would say now, and did not when it was agreed on; else, what stands there now. */
function roleDifference(role: string, agreed: Plan, fresh: Plan): readonly string[] {
  const [then, now] = [agreed, fresh].map(({ roles }) => roles.find((one) => one.role === role));
  const isLeft = then?.before !== then?.after || now?.before !== now?.after;
  const moments = [
    ...(isLeft ? [['would hold', then?.after, now?.after] as const] : []),
    ['holds already', then?.before, now?.before] as const,
  ];
  return moments.flatMap(([verb, before = null, after = null]) => {
    if (before === after) return [];
    const lines = diffLines({ ...policyDiff(before, after), kept: [] });
    const told = lines.length === 0 ? ['the same in other words'] : lines;
    return [`What ${roleNameOf(role)} ${verb} by our policy:`, ...told.map((line) => `  ${line}`)];
  });
}

/** Facts of a warning then and now, as far as they differ. */
function factsDifference(name: string, agreed: Plan, fresh: Plan): readonly string[] {
  const [then = [], now = []] = [agreed, fresh].map((plan) =>
    agreedFindings(plan).flatMap((one) => (one.name === name ? factLines(one.facts ?? {}) : [])),
  );
  const lines = [
    ...then.filter((one) => !now.includes(one)).map((one) => `  - ${one}`),
    ...now.filter((one) => !then.includes(one)).map((one) => `  + ${one}`),
  ];
  return lines.length === 0 ? [] : [`What was found for ${name}:`, ...lines];
}

/** A line for each fact, and for each part of one that is a list. */
function factLines(facts: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(facts).flatMap(([name, fact]) =>
    [fact]
      .flat()
      .map((part) => `${name}: ${typeof part === 'string' ? part : canonicalJson(part)}`),
  );
}

/** What is wanted of each target. */
function namedTargets({ push }: Plan): Named {
  return push.map((target) => [target.target, canonicalJson(wantedOfTargets([target]))]);
}

type Named = readonly (readonly [name: string, text: string])[];

/** By name, of which there may be several: each way in which the methods of a path are open. */
function namedFindings(plan: Plan): Named {
  const findings = agreedFindings(plan);
  return findings.map(({ name }) => [
    name,
    canonicalJson(findings.filter((one) => one.name === name)),
  ]);
}

function namesThatDiffer(agreed: Named, fresh: Named): string[] {
  const [before, after] = [new Map(agreed), new Map(fresh)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => before.get(name) !== after.get(name));
}
