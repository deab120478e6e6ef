// Makes in release/ what is published of this version, or tells why not. Run as `npm run release`.
import { makeRelease } from './make-release.ts';

const tell = (line) => void process.stdout.write(`${line}\n`);
process.exitCode = makeRelease({ root: process.cwd(), env: process.env, tell }) ? 0 : 1;
