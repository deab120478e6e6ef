import type { Catalogue } from '../src/contract/findings/entry.ts';

export function findingsPage(subjects: Readonly<Record<string, Catalogue>>): string;
