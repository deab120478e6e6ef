import { describe, expect, it } from '@jest/globals';
import { withLinkIds } from '../../../src/domain/fetch/environment-lines.ts';
import {
  identityPoolId,
  nativeClientId,
  userPoolId,
  webClientId,
} from '../../support/builders/ids.ts';

const ids = { userPoolId, webClientId, nativeClientId, identityPoolId };
const lines = [
  `AMPLIFY_USERPOOL_ID=${userPoolId}`,
  `AMPLIFY_WEBCLIENT_ID=${webClientId}`,
  `AMPLIFY_NATIVECLIENT_ID=${nativeClientId}`,
  `AMPLIFY_IDENTITYPOOL_ID=${identityPoolId}`,
];
const text = (...all: string[]) => all.map((line) => `${line}\n`).join('');

describe('The ids of a link in a .env file', () => {
  it('are all of a file that was not there', () => {
    expect(withLinkIds('', ids)).toBe(text(...lines));
  });

  it('come behind what others have put there, which stays as it is', () => {
    const own = '# mine\nAPI_KEY="a = b"\n\nOTHER_AMPLIFY_USERPOOL_ID=x';

    expect(withLinkIds(own, ids)).toBe(`${own}\n${text(...lines)}`);
  });

  it('take the place of older ones', () => {
    const older = text(
      'A=1',
      'export AMPLIFY_USERPOOL_ID=old',
      'B=2',
      'AMPLIFY_WEBCLIENT_ID = old',
    );

    expect(withLinkIds(older, ids)).toBe(
      text('A=1', `export ${lines[0]}`, 'B=2', lines[1] ?? '', lines[2] ?? '', lines[3] ?? ''),
    );
  });

  it('stand once, even when they stood twice', () => {
    const twice = text('AMPLIFY_USERPOOL_ID=a', 'AMPLIFY_USERPOOL_ID=b');

    expect(withLinkIds(twice, ids)).toBe(text(...lines));
  });

  it('go when the link no longer has them', () => {
    const before = withLinkIds('A=1\n', ids);

    const after = withLinkIds(before, { ...ids, identityPoolId: null });

    expect(after).toBe(text('A=1', ...lines.slice(0, 3)));
  });

  it('change nothing the second time', () => {
    const once = withLinkIds('A=1', ids);

    expect(withLinkIds(once, ids)).toBe(once);
  });
});
