// Tells why package.json cannot be published from a repository, and fails then: the first step of the workflow
// that releases. Takes the repository as owner/name.
import { readFileSync } from 'node:fs';
import { publishingRefusals } from './releasable.ts';

const [, , repository] = process.argv;
const refusals = publishingRefusals(JSON.parse(readFileSync('package.json', 'utf8')), repository);
for (const reason of refusals) process.stderr.write(`${reason}\n`);
if (refusals.length > 0) process.stderr.write('More: CONTRIBUTING.md, under "Release".\n');
process.exitCode = refusals.length > 0 ? 1 : 0;
