// The tables of the documentation that say what a list of the code says: of machines, of states, of the
// formats of a fetch and of the keys of a request.
import { readFileSync } from 'node:fs';
import { outputIdOf } from '../infra/machine-ids.ts';
import { permissionsOf } from '../infra/permissions.ts';
import { machineNameOf, machineNames, startersOf } from '../src/contract/machines.ts';
import { formats } from '../src/domain/fetch/formats.ts';
import { requestTables } from './request-tables.ts';

const code = (text) => `\`${text}\``;

/** The names of files in a text, as code. */
const withFilesAsCode = (text) => text.replaceAll(/\.env\b|[\w-]+\.(?:json|js)\b/g, code);

/** What a machine is for: the first sentence of its definition's comment. */
function purposeOf(machine) {
  const { Comment } = JSON.parse(readFileSync(`statemachine/${machine}.asl.json`, 'utf8'));
  return /^[^.]+\./.exec(Comment)?.[0] ?? '';
}

/** Each right under its own name. */
const words = new Proxy({}, { get: (_, word) => word });

/** The tables by page; a table is known by its head, and by its section where several have that head. */
export const docTables = {
  'statemachine/README.md': [
    {
      head: ['file', 'physical name', 'what'],
      rows: machineNames.map((machine) => [
        code(`${machine}.asl.json`),
        code(machineNameOf(machine)),
        purposeOf(machine),
      ]),
    },
  ],
  'docs/events.md': [
    {
      head: ['detail type', 'machine'],
      rows: machineNames.flatMap((machine) =>
        startersOf(machine).map((type) => [code(type), code(machine)]),
      ),
    },
  ],
  'docs/deploying.md': [
    {
      head: ['output', 'machine'],
      rows: machineNames.map((machine) => [code(outputIdOf(machine)), code(machine)]),
    },
  ],
  'docs/fetching.md': [
    {
      head: ['format', 'files'],
      rows: Object.entries(formats).map(([format, { about }]) => [
        code(format),
        withFilesAsCode(about),
      ]),
    },
  ],
  'docs/request.md': requestTables,
  'docs/permissions.md': [
    {
      head: ['state', 'may'],
      rows: Object.entries(permissionsOf(words)).map(([state, may]) => [
        state,
        may.map(code).join(', ') || 'nothing',
      ]),
    },
  ],
};

/** A page with the rows of one of its tables written anew. */
export function withTable(page, { section, head, rows }) {
  const lines = page.split('\n');
  const from = section ? lines.findIndex((line) => line.replaceAll(/^#+ |`/g, '') === section) : 0;
  const isHead = (line, at) => from >= 0 && at >= from && cellsOf(line).join() === head.join();
  const begin = lines.findIndex(isHead);
  if (begin === -1) throw new Error(`No table has the head ${head.join(', ')}.`);
  const end = lines.findIndex((line, at) => at > begin && !line.startsWith('|'));
  const written = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [...lines.slice(0, begin + 2), ...written, ...lines.slice(end)].join('\n');
}

function cellsOf(line) {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
