/** A member of a JSON object by where its value stands in the text. */
type Member = { readonly key: string; readonly begin: number; readonly end: number };

/** A string, a bracket or a separator: all that tells members apart. */
const marks = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * Puts a member into the text of a JSON object and leaves every other character as it is, numbers that
 * JavaScript cannot hold included. The text has been parsed before.
 */
export function withMember(text: string, key: string, value: unknown): string {
  const members = membersOf(text);
  // Of two members of a name the last one counts.
  const member = members.findLast((one) => one.key === key);
  const valueText = indented(value, indentOf(text), levelOf(text));
  if (member) return text.slice(0, member.begin) + valueText + text.slice(member.end);
  const last = members.at(-1);
  const close = text.lastIndexOf('}');
  const at = last?.end ?? text.indexOf('{') + 1;
  const line = `${levelOf(text)}${indentOf(text)}${JSON.stringify(key)}: ${valueText}`;
  const tail = last ? text.slice(at) : `\n${levelOf(text)}${text.slice(close)}`;
  return `${text.slice(0, at)}${last ? ',' : ''}\n${line}${tail}`;
}

/** The text of a member's value; `null`: there is no such member. */
export function memberText(text: string, key: string): string | null {
  const member = membersOf(text).findLast((one) => one.key === key);
  return member ? text.slice(member.begin, member.end) : null;
}

/** Puts the text of a value in a member's place. */
export function withMemberText(text: string, key: string, valueText: string): string {
  const member = membersOf(text).findLast((one) => one.key === key);
  return member ? text.slice(0, member.begin) + valueText + text.slice(member.end) : text;
}

function membersOf(text: string): readonly Member[] {
  const members: Member[] = [];
  let [depth, key, begin] = [0, '', -1];
  const close = (end: number) => {
    if (begin < 0) return;
    const value = text.slice(begin, end);
    const lead = value.length - value.trimStart().length;
    members.push({ key, begin: begin + lead, end: begin + value.trimEnd().length });
    begin = -1;
  };
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (mark === '}' || mark === ']') {
      depth -= 1;
      if (depth === 0) close(index);
    } else if (depth === 1 && mark === ',') close(index);
    else if (depth === 1 && mark === ':') begin = index + 1;
    else if (mark === '{' || mark === '[') depth += 1;
    else if (depth === 1 && begin < 0 && mark.startsWith('"')) key = JSON.parse(mark) as string;
  }
  return members;
}

/** White space by which the first member is further in than its object; two blanks if none tells. */
function indentOf(text: string): string {
  const [, first = ''] = /^\{[^\S\n]*\n([ \t]*)"/.exec(text.trimStart()) ?? [];
  return first.slice(levelOf(text).length) || '  ';
}

/** White space before the bracket that closes the object. */
function levelOf(text: string): string {
  return /\n([ \t]*)\}\s*$/.exec(text)?.[1] ?? '';
}

function indented(value: unknown, indent: string, level: string): string {
  return JSON.stringify(value, null, indent).replaceAll('\n', `\n${level}${indent}`);
}
