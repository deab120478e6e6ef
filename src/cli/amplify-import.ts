import { keepCompiled } from './compile-cache.ts';

// Before all the rest is loaded, which is why the rest is one import of its own.
keepCompiled(process.env);
await import('./command-process.ts');
