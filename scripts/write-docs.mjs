// Writes the pages of docs/ that are made from code; a test holds them equal. Run as `npm run docs`.
import { writeFile } from 'node:fs/promises';
import { findingSubjects } from '../src/contract/findings.ts';
import { findingsPage } from './findings-page.mjs';

await writeFile('docs/findings.md', findingsPage(findingSubjects));
