import { shownName } from '../shown.ts';

/**
 * A word of a command that is printed to be copied: quoted where a shell would see more in it. What would be
 * shown otherwise than it is has escapes in quotes of bash and zsh, which no other shell may know.
 */
export function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (shownName(word) === word) return `'${word.replaceAll("'", `'\\''`)}'`;
  const bytes = Array.from(new TextEncoder().encode(word), (byte) =>
    byte < 0x20 || byte > 0x7e || byte === 0x27 || byte === 0x5c
      ? `\\x${byte.toString(16).padStart(2, '0')}`
      : String.fromCharCode(byte),
  );
  return `$'${bytes.join('')}'`;
}
