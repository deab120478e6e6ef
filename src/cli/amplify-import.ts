import { main } from './main.ts';

/** The command: everything else is a module that can be called with arguments. */
process.exitCode = await main(process.argv.slice(2));
