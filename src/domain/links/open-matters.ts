import type { OpenMatter } from '../../contract/links/list.ts';
import { isTombstone } from '../../contract/manifest.ts';
import { owesPush } from '../targets/owed-push.ts';
import { isNotPushed, owesBuild, owesInvalidation, pushStateOf } from './push-state.ts';
import { standsRemoved, type StandingLink } from './standing-link.ts';

/**
 * What a link has open, the gravest first. What a run that lives is about to settle by itself is not told:
 * to begin and not yet to have ended is what it does. That its end has come is told by `withExpired`.
 */
export function openMatters(standing: StandingLink): readonly OpenMatter[] {
  const { item, isHeld } = standing;
  const targets = item.push?.targets ?? [];
  const removed = standsRemoved(standing);
  const untouched = removed ? [] : targets.filter(isNotPushed);
  const left = untouched.map(({ id }) => ({ what: 'target-not-pushed' as const, about: id }));
  const { fault } = standing;
  return [
    ...(fault === undefined ? [] : [{ what: 'manifest-unreadable' as const, about: fault }]),
    ...(isHeld ? [] : leftByRuns(standing)),
    ...(isHeld || removed ? [] : owed(standing)),
    ...left,
  ];
}

/** The same of a link whose end has come: that stands behind what runs have left, before what targets are owed. */
export function withExpired(open: readonly OpenMatter[], expires: string): OpenMatter[] {
  const first = open.findIndex(({ what }) => ofTargets.includes(what));
  const at = first === -1 ? open.length : first;
  return [...open.slice(0, at), { what: 'expired', about: expires }, ...open.slice(at)];
}

const ofTargets: readonly OpenMatter['what'][] = [
  'push-owed',
  'build-owed',
  'invalidation-owed',
  'target-not-pushed',
];

function leftByRuns(standing: StandingLink): readonly OpenMatter[] {
  const { item, manifest } = standing;
  const { lease, intent, push, revision, announcedRevision, removed } = item;
  const stands = manifest !== null && !isTombstone(manifest) ? manifest.revision : null;
  const isUnrecorded = stands !== null && stands !== revision;
  const isUnannounced = revision !== null && announcedRevision !== revision;
  return [
    ...(lease.owner === null ? [] : [{ what: 'lease-left' as const, about: lease.owner }]),
    ...(intent ? [{ what: 'import-begun' as const, about: intent.runId }] : []),
    ...(push?.open ? [{ what: 'push-begun' as const, about: push.open.at }] : []),
    ...(standsRemoved(standing) ? stillStanding(standing) : []),
    ...(isUnrecorded ? [{ what: 'unrecorded' as const, about: String(stands) }] : []),
    ...(isUnannounced && !standsRemoved(standing)
      ? [{ what: 'unannounced' as const, about: String(revision) }]
      : []),
    ...(removed && !removed.announced && standsRemoved(standing)
      ? [{ what: 'removal-unannounced' as const, about: removed.at }]
      : []),
  ];
}

/** What a removal was to take away. */
function stillStanding({ item }: StandingLink): readonly OpenMatter[] {
  const roles = item.ledger.map(({ roleArn }) => roleArn);
  const targets = (item.push?.targets ?? []).map(({ id }) => id);
  return [...roles, ...targets].map((about) => ({ what: 'half-removed', about }));
}

function owed({ item }: StandingLink): readonly OpenMatter[] {
  const targets = item.push?.targets ?? [];
  const isOwed = pushStateOf(item, false) === 'owed' && owesPush(item);
  return [
    ...(isOwed ? [{ what: 'push-owed' as const, about: String(item.revision) }] : []),
    ...targets.filter(owesBuild).map(({ id }) => ({ what: 'build-owed' as const, about: id })),
    ...targets
      .filter(owesInvalidation)
      .map(({ id }) => ({ what: 'invalidation-owed' as const, about: id })),
  ];
}
