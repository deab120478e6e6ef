import { environmentOf, renderEnvironment, type LinkIds } from '../config/environment.ts';

/** A line that sets a variable, as shells and readers of `.env` take it. */
const setting = /^(\s*(?:export\s+)?)([A-Za-z_]\w*)\s*=/;

/** Every variable that may be ours; which ones are set depends on the link. */
const owned = Object.keys(
  environmentOf({ userPoolId: '', webClientId: '', nativeClientId: '', identityPoolId: '' }),
);

/**
 * Puts the ids of a link into the text of a `.env` file, each where it was set before or at the end. Every
 * other line stays as it is; one of ours that the link no longer has goes.
 */
export function withLinkIds(text: string, ids: LinkIds): string {
  const wanted = new Map(Object.entries(environmentOf(ids)));
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const kept = lines.flatMap((line) => {
    const [, before = '', name = ''] = setting.exec(line) ?? [];
    if (!owned.includes(name)) return [line];
    const value = wanted.get(name);
    wanted.delete(name);
    return value === undefined ? [] : [`${before}${lineOf(name, value)}`];
  });
  const added = [...wanted].map(([name, value]) => lineOf(name, value));
  return [...kept, ...added].map((line) => `${line}\n`).join('');
}

function lineOf(name: string, value: string): string {
  return renderEnvironment({ [name]: value }).trimEnd();
}
