import { config } from 'zod';

// Loaded before everything else: zod asks when a schema is made. It compiles each one at its first use, which takes
// longer than it saves in a function, of whose schemas most are used once.
config({ jitless: true });
