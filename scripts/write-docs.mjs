// Writes what is made from code: the pages of findings and commands, the schemas of events, and the tables of machines, states and formats.
// Tests hold the pages to what the code says. Run as `npm run docs`.
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { commands } from '../src/cli/commands.ts';
import { findingSubjects } from '../src/contract/findings.ts';
import { eventSchemas } from './event-schemas.ts';
import { requestJsonSchema, requestSchemaFile } from './request-schema.ts';
import { commandsPage } from './commands-page.ts';
import { docTables, withTable } from './doc-tables.mjs';
import { findingsPage } from './findings-page.mjs';

await writeFile('docs/findings.md', findingsPage(findingSubjects()));
await writeFile('docs/commands.md', commandsPage(commands));

const schemas = { ...eventSchemas(), [requestSchemaFile]: requestJsonSchema() };
for (const [path, schema] of Object.entries(schemas)) {
  const options = await resolveConfig(path);
  await writeFile(path, await format(JSON.stringify(schema), { ...options, filepath: path }));
}

for (const [path, tables] of Object.entries(docTables)) {
  const page = tables.reduce(withTable, await readFile(path, 'utf8'));
  const options = await resolveConfig(path);
  await writeFile(path, await format(page, { ...options, filepath: path }));
}
