import { finding, type Finding, type FindingCode } from '../../../contract/findings.ts';
import { partitionOf } from '../../ids.ts';
import { notAllowed } from '../owners-word.ts';
import {
  leftBy,
  type JudgedTarget,
  type Judgement,
  type TargetContext,
  type TargetRules,
  type WantedIn,
  type WantedTarget,
} from '../target-kind.ts';
import { buildFinding } from './builds.ts';
import type { HostingFacts } from './facts.ts';
import { hostingIdOf, hostingPlace, isBranch } from './place.ts';
import { hostingVariables } from './values.ts';

/**
 * Amplify Hosting: variables of an app, which all of its branches and previews get, or of one branch,
 * which win over those of the app (Amplify Hosting user guide, "Using environment variables").
 */
export const hostingRules: TargetRules<HostingFacts> = {
  kind: 'hosting',
  wanted: wantedHosting,
  // A request that asks for what cannot be is not understood in the first place.
  requestFindings: () => [],
  missing: missingHosting,
  judge: judgeHosting,
};

function wantedHosting({ request, source }: WantedIn): readonly WantedTarget[] {
  const keys = hostingVariables(source);
  const wanted = new Map<string, WantedTarget>();
  for (const place of request.hosting) {
    const { branch, build: asked } = place;
    const id = hostingIdOf(place, source.region);
    // What was recorded before a build needed a branch asks for none.
    const build = branch !== null && (asked === 'onChange' || wanted.get(id)?.build === 'onChange');
    wanted.set(id, { id, kind: 'hosting', keys, build: build ? 'onChange' : 'never' });
  }
  return [...wanted.values()];
}

function missingHosting(id: string): Finding {
  const place = hostingPlace(id);
  const { region, appId } = place;
  const known = { target: id, appId, region };
  if (!isThere(region)) {
    return finding('SERVICE_NOT_IN_PARTITION', { target: id, service: 'Amplify Hosting', region });
  }
  return isBranch(place)
    ? finding('HOSTING_BRANCH_NOT_FOUND', { ...known, branch: place.branch })
    : finding('HOSTING_NOT_FOUND', known);
}

/** Amplify Hosting is in the first partition only (AWS General Reference, "AWS Amplify endpoints"). */
export function isThere(region: string): boolean {
  return partitionOf(region) === 'aws';
}

function judgeHosting(target: JudgedTarget<HostingFacts>, context: TargetContext): Judgement {
  const { id, seen, wanted } = target;
  const denied = notAllowed(id, seen, context);
  if (denied) return leftBy(denied);
  if (wanted === null) return { findings: [], error: null };
  const links = linksThatWrite(wanted, context);
  if (links.length > 0) return leftBy(finding('HOSTING_TAKEN', { target: id, links }));
  const findings = placeFindings(target, context);
  const noBuild = wanted.build === 'onChange' ? buildFinding(target, context) : null;
  if (noBuild === null) return { findings, error: null };
  const isTold = findings.some(({ code }) => code === noBuild.code);
  return {
    findings: isTold ? findings : [...findings, noBuild],
    error: null,
    noBuild: noBuild.code as FindingCode,
  };
}

/** A name that another link writes there is that link's: the first of two keeps it. */
function linksThatWrite(
  { id, keys }: WantedTarget,
  { otherLinks }: Pick<TargetContext, 'otherLinks'>,
): string[] {
  return (otherLinks[id] ?? [])
    .filter((other) => other.keys.some((key) => Object.hasOwn(keys, key)))
    .map(({ label }) => label);
}

/** What is said of the variables, whether or not anything is built. */
function placeFindings(
  { id, seen }: JudgedTarget<HostingFacts>,
  { source, request }: TargetContext,
): Finding[] {
  const place = hostingPlace(id);
  const { appId, region } = place;
  const { connected, gen2 } = seen.facts;
  const known = { target: id, appId, region };
  // A branch that is a target itself is meant to have its own.
  const overriding = seen.facts.overriding.filter(
    ({ branch }) =>
      !request.hosting.some(
        (one) =>
          one.appId === appId && one.branch === branch && (one.region ?? source.region) === region,
      ),
  );
  const keys = [...new Set(overriding.flatMap(({ names }) => names))].toSorted();
  return [
    ...(connected ? [] : [finding('HOSTING_NOT_CONNECTED', known)]),
    ...(gen2 && isBranch(place)
      ? [finding('HOSTING_GEN2_BRANCH', { ...known, branch: place.branch })]
      : []),
    ...(overriding.length > 0
      ? [
          finding('HOSTING_BRANCH_OVERRIDES', {
            ...known,
            branches: overriding.map(({ branch }) => branch),
            keys,
          }),
        ]
      : []),
    ...(source.configUri === null ? [finding('HOSTING_WITHOUT_CONFIG_URI', { target: id })] : []),
  ];
}
