import type { Result } from '../../contract/result.ts';
import { deliveryOf } from '../roles/deliveries.ts';
import { changesPolicy } from '../roles/delivery.ts';

/** How an import has ended, in the word that people are told. */
export type EndWord = Result['status'] | 'imported' | 'emitted' | 'pushed' | 'push failed';

/**
 * An import counts as published with whatever it has done. Where no file for apps was among that, people are told
 * what was: policies, or the push alone.
 */
export function endWord(result: Result): EndWord {
  const { status, plan, push } = result;
  // Where the lists are left out, nothing is known of what has changed.
  if (status !== 'published' || !plan || plan.changed !== undefined) return status;
  const { rolePolicies, roles, files, push: targets } = plan;
  if (files.some(({ changed }) => changed)) return status;
  const delivery = deliveryOf({ rolePolicies });
  const verbs = roles.map((change) => change.verb ?? delivery.verb(change));
  if (verbs.includes('emit')) return 'emitted';
  if (verbs.some(changesPolicy)) return 'imported';
  if (!targets.some(({ change }) => change === 'write')) return status;
  if (!push) return 'imported';
  return push.status === 'failed' ? 'push failed' : 'pushed';
}
