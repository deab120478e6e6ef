import type { PlannedTarget } from '../../contract/push/target.ts';
import { sha256, canonicalJson } from '../canonical.ts';

/**
 * What a plan's hash holds of targets: what we want of each, never what stands there, so that a variable
 * that somebody changes beside a plan does not make it another one.
 */
export function wantedOfTargets(targets: readonly PlannedTarget[]): readonly object[] {
  return targets.flatMap(({ target, kind, wanted, keys, roleArn, build, distribution }) =>
    wanted
      ? [
          {
            target,
            kind,
            keys: Object.fromEntries(
              Object.entries(keys).flatMap(([name, { after }]) =>
                // What is taken back depends on what stands on the link, which is no wish.
                after === null ? [] : [[name, after]],
              ),
            ),
            roleArn,
            build,
            distribution: distribution?.id ?? null,
          },
        ]
      : [],
  );
}

/** The hash of a push's plan. */
export function pushHash(targets: readonly PlannedTarget[]): string {
  return `sha256:${sha256(canonicalJson(wantedOfTargets(targets)))}`;
}
