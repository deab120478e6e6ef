import type { SeenValue, TargetKind } from '../../contract/push/target.ts';
import { identityPoolIdPattern, userPoolIdPattern } from '../../contract/request.ts';
import { regionPattern } from '../../contract/name-patterns.ts';
import { parseJson, sha256 } from '../canonical.ts';

/** App client ids as Cognito makes them: nothing else that somebody keeps secret is as short and plain. */
const madeClientId = /^[a-z0-9]{26}$/;
/** Where `fetch` looks: `s3://<bucket>/config/<app>/<env>/`. */
const configUri = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/config\/[a-z0-9-]+\/[a-z0-9-]+\/$/;
/** Of the account's own: the service, a region, an account and a pool id. */
const userPoolArn = /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]{1,55}$/;

const shapesOfOurs = [
  userPoolIdPattern,
  identityPoolIdPattern,
  madeClientId,
  regionPattern,
  configUri,
  userPoolArn,
  /^\d{1,9}$/,
];

/** What each name of the parameter `config` holds. */
const shapesOfConfig: ReadonlyMap<string, RegExp> = new Map([
  ['userPoolId', userPoolIdPattern],
  ['webClientId', madeClientId],
  ['nativeClientId', madeClientId],
  ['identityPoolId', identityPoolIdPattern],
  ['region', regionPattern],
  ['configUri', configUri],
]);

/** What may be told of a value that stands under a name of ours, which anybody may have put there. */
export function seenValue(text: string): SeenValue {
  return isOfOurShape(text) ? { value: text } : { sha256: sha256(text) };
}

/** An id, a region, an address or a revision of ours; or the parameter `config`. */
function isOfOurShape(text: string): boolean {
  return shapesOfOurs.some((shape) => shape.test(text)) || isConfig(text);
}

/** JSON of our own names with what each of them holds, and nothing between: not even a name twice. */
function isConfig(text: string): boolean {
  if (!text.startsWith('{')) return false;
  const parsed = parseJson(text);
  if (typeof parsed !== 'object' || parsed === null || JSON.stringify(parsed) !== text)
    return false;
  return Object.entries(parsed).every(([name, value]) => {
    return typeof value === 'string' && shapesOfConfig.get(name)?.test(value) === true;
  });
}

/** The hash by which a value is known; `null`: nothing stands there. */
export function hashOfSeen(seen: SeenValue | null): string | null {
  if (seen === null) return null;
  return 'sha256' in seen ? seen.sha256 : sha256(seen.value);
}

/**
 * The hash of what we want under a key. Of a file of a site a plan names the hash itself: the file lies
 * in the store.
 */
export function hashOfWanted(kind: TargetKind, after: string): string {
  return kind === 'site' ? after : sha256(after);
}

/** What a link keeps of what it wrote: documents and files by their hash, values as they are. */
export function recordedAfter(kind: TargetKind, after: string): string {
  return kind === 'role' ? sha256(after) : after;
}

/** The hash of what a link says that it wrote. */
export function hashOfRecorded(kind: TargetKind, after: string): string {
  return kind === 'role' || kind === 'site' ? after : sha256(after);
}
