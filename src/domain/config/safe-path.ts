/** Segments of letters, digits, `_`, `-` and `.`, none of which leads up: the only paths that we publish. */
const safePath = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.-]+(?:\/[\w.-]+)*$/;

/** Whether a path of a manifest stays in the folder that it is relative to, on every system. */
export function isSafePath(path: string): boolean {
  return safePath.test(path);
}
