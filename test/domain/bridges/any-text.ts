import * as fc from 'fast-check';

/** Texts as names of groups and paths of roles can be, and worse: with what each language minds. */
const awkward = [
  "'",
  '"',
  '`',
  '\\',
  '${',
  '$${',
  '%{',
  '}',
  '*/',
  '//',
  '\n',
  '\r',
  '\t',
  '\b',
  '\f',
  '\u0000',
  '\u2028',
  '\u2029',
  'é',
  '日本',
  '😀',
  'for',
  '__proto__',
  'constructor',
  'POLICY',
  '<<-EOT',
  '#',
  ' ',
  '-',
];

export const anyText = fc
  .array(fc.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme', maxLength: 5 })), {
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** A text of a parser that leaves the escapes of templates as they stand in the source. */
export function fromTemplate(text: unknown): string {
  return String(text).replaceAll('$${', '${').replaceAll('%%{', '%{');
}
