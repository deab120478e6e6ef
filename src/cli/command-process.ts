import { main } from './main.ts';
import { completeNode20 } from './node-20.ts';
import { exitAfter, failOnCrash, outliveStreams } from './standing-streams.ts';

completeNode20();
const losses = outliveStreams();
failOnCrash();
process.once('exit', (code) => {
  process.exitCode = exitAfter(losses, code);
});

// The bundle runs on Node 20 today; the SDK's notice of its own future would stand in the progress.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** The command: everything else is a module that can be called with arguments. */
process.exitCode = await main(process.argv.slice(2));
