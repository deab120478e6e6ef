import { applyEdits, format, parseTree, type FormattingOptions, type Node } from 'jsonc-parser';

/** A member of an object by its name, or the object that has none of that name. */
type Place = { readonly value: Node } | { readonly object: Node; readonly missing: string };

/**
 * Puts a member into the text of a JSON object and leaves every other character as it is, numbers that
 * JavaScript cannot hold included. The member is laid out as the file is: by its indentation, and by
 * its ends of lines.
 *
 * @param text JSON that was parsed before
 * @param path names from the outermost object on; all but the last are of objects that are there
 */
export function withMember(text: string, path: readonly string[], value: unknown): string {
  const place = placeOf(text, path);
  const { offset, length, content, laidOut } = editOf(place, JSON.stringify(value));
  const changed = applyEdits(text, [{ offset, length, content }]);
  return applyEdits(changed, format(changed, laidOut, layoutOf(text)));
}

/** Of two members of a name the last one counts, as for every reader of JSON. */
function placeOf(text: string, path: readonly string[]): Place {
  let value = parseTree(text);
  for (const name of path) {
    const object = value;
    value = object?.children?.findLast(({ children }) => children?.[0]?.value === name)
      ?.children?.[1];
    if (object && !value) return { object, missing: name };
  }
  if (!value) throw new Error('Only the text of a JSON object has members.');
  return { value };
}

type Edit = {
  readonly offset: number;
  readonly length: number;
  readonly content: string;
  /** What of the changed text is new, and to be laid out. */
  readonly laidOut: { readonly offset: number; readonly length: number };
};

function editOf(place: Place, content: string): Edit {
  if ('value' in place) {
    const { offset, length } = place.value;
    return { offset, length, content, laidOut: { offset, length: content.length } };
  }
  const { object, missing } = place;
  const member = `${JSON.stringify(missing)}:${content}`;
  const last = object.children?.at(-1);
  if (last) {
    const [offset, added] = [last.offset + last.length, `,${member}`];
    return { offset, length: 0, content: added, laidOut: { offset, length: added.length } };
  }
  // An empty object is opened and closed anew.
  const { offset, length } = object;
  const whole = `{${member}}`;
  return { offset, length, content: whole, laidOut: { offset, length: whole.length } };
}

/** How a file is laid out, by how far in its first member is; two blanks if none tells. */
function layoutOf(text: string): FormattingOptions {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const [, indent = ''] = /^\s*\{[^\S\n]*\n([ \t]*)"/.exec(text) ?? [];
  return { insertSpaces: !indent.startsWith('\t'), tabSize: indent.length || 2, eol };
}
