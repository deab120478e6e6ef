import * as z from 'zod';

// A command parses each schema once or twice: compiling parsers would cost more than it saves.
z.config({ jitless: true });
