/** A text of Dart behind a `=`: raw or not, in three quotes or in one. */
const text = /=\s*(r?)('''|"""|'|")([\s\S]*?)(?<!\\)\2/g;

/**
 * The texts that a Dart file gives to its constants, as its program has them. One that Dart would put
 * together of variables is left out.
 */
export function dartTexts(file: string): readonly string[] {
  return [...file.matchAll(text)].flatMap(([, raw, , held = '']) => {
    if (raw === 'r') return [held];
    return /(?<!\\)\$[\w{]/.test(held) ? [] : [held.replaceAll(/\\([\\'"$])/g, '$1')];
  });
}
