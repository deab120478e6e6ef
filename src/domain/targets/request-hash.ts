import type { RunRequest } from '../../contract/request.ts';
import { canonicalJson, sha256 } from '../canonical.ts';

/** By what a push knows which request it has pushed. */
export function requestHash(request: RunRequest): string {
  return sha256(canonicalJson(request));
}
