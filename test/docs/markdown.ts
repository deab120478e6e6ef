import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A page of the documentation, as far as the tests ask about it. */
export type Page = { readonly path: string; readonly text: string };

export function readPage(path: string): Page {
  return { path, text: readFileSync(path, 'utf8') };
}

/** Every page that is written for people. */
export function allPages(): readonly Page[] {
  const docs = readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.md'),
  );
  const paths = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'SECURITY.md',
    'statemachine/README.md',
  ];
  return [...paths, ...docs.map((name) => `docs/${name}`)].map(readPage);
}

/** Texts of the headings of a level, in their order. */
export function headings({ text }: Page, level: number): readonly string[] {
  const pattern = new RegExp(`^${'#'.repeat(level)} (.+)$`, 'gm');
  return [...withoutCode(text).matchAll(pattern)].map(([, title = '']) => plain(title));
}

/** The text below a heading, up to the next one of its level or above. */
export function section({ path, text }: Page, title: string): Page {
  const lines = text.split('\n');
  const begin = lines.findIndex((line) => /^#+ /.test(line) && plain(line) === title);
  if (begin === -1) throw new Error(`${path} has no section "${title}".`);
  const level = /^#+/.exec(lines[begin] ?? '')?.[0].length ?? 1;
  const rest = lines.slice(begin + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return { path, text: (end === -1 ? rest : rest.slice(0, end)).join('\n') };
}

/** The code blocks of a language, in their order. */
export function codeBlocks({ text }: Page, language: string): readonly string[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...text.matchAll(pattern)].map(([, code = '']) => code);
}

/** The first code block of a language; a test that asks for one that is not there fails by it. */
export function codeBlock(page: Page, language: string): string {
  const [code] = codeBlocks(page, language);
  if (code === undefined) throw new Error(`${page.path} has no block of ${language} here.`);
  return code;
}

/** The tables of a page: rows of cells, without the head. */
export function tables({ text }: Page): readonly (readonly (readonly string[])[])[] {
  const blocks = withoutCode(text).match(/(?:^\|.*\|\n?)+/gm) ?? [];
  return blocks.map((block) => block.trim().split('\n').slice(2).map(cells));
}

/** The first table of a page. */
export function table(page: Page): readonly (readonly string[])[] {
  const [first] = tables(page);
  if (first === undefined) throw new Error(`${page.path} has no table here.`);
  return first;
}

/** Everything that stands in backticks in a text. */
export function codeWords(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
}

/** Links to other files of this project, from its root, with the anchor that they name. */
export function localLinks({ path, text }: Page): readonly { file: string; anchor: string }[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', anchor = ''] = target.split('#');
      return { file: file === '' ? path : normalize(join(dirname(path), file)), anchor };
    });
}

/** The anchors of a page, as GitHub makes them of its headings. */
export function anchors({ text }: Page): readonly string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    plain(title)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```$/gm, '');
}

function cells(row: string): readonly string[] {
  return row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function plain(title: string): string {
  return title.replace(/^#+ /, '').replace(/[`*]/g, '').trim();
}
