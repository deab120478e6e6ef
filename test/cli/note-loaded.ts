/** Loaded before a command: at its end, writes which files of it were loaded to where `NOTE_LOADED` says. */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const loaded: string[] = [];

registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) loaded.push(fileURLToPath(url));
    return next(url, context);
  },
});

process.on('exit', () => writeFileSync(process.env['NOTE_LOADED'] ?? '', JSON.stringify(loaded)));
