import { regionOfPool } from '../../contract/aws-names.ts';
import type { LinkItem } from '../../contract/link.ts';
import type { TargetKind, TargetRef } from '../../contract/push/target.ts';
import { askedFunctions } from './function/function-names.ts';
import { hostingIdOf } from './hosting/place.ts';

/** What indexes a link by app, by pool and by role are made from. */
export function indexedResources(item: LinkItem): readonly string[] {
  const targets = [...(item.push?.targets ?? []), ...openedTargets(item)];
  const pools = [item.request?.userPoolId, item.request?.identityPoolId];
  return [
    ...(item.request ? [`APP#${item.app}`] : []),
    ...pools.flatMap((pool) => (pool ? [`POOL#${pool}`] : [])),
    ...item.ledger.map(({ roleArn }) => `ROLE#${roleArn}`),
    ...targets.flatMap(({ id, kind }) => targetIndex(id, kind) ?? []),
  ];
}

/** What a push that is under way, or that died, may have written without having recorded it. */
function openedTargets({ request, push }: LinkItem): readonly TargetRef[] {
  if (request === null || !push?.open) return [];
  const region = regionOfPool(request.userPoolId);
  return [
    ...askedFunctions(request).map(({ id }) => ({ id, kind: 'function' as const })),
    ...request.hosting.map((place) => ({
      id: hostingIdOf(place, region),
      kind: 'hosting' as const,
    })),
  ];
}

/** Under what a link is found by a target of its pushes; `null`: nobody looks for it. */
export function targetIndex(id: string, kind: TargetKind): string | null {
  if (kind === 'function') return `FUNCTION#${id.slice('function:'.length)}`;
  if (kind === 'hosting') return `HOSTING#${id.slice('hosting:'.length)}`;
  return null;
}
