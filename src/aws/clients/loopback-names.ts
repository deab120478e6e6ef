import { EndpointUnknown } from '../../contract/errors/caller-errors.ts';
import type { Client } from './client.ts';

/** Names of this machine (RFC 6761, "localhost."), which not every system looks up. */
const loopbackName = /(^|\.)localhost$/;
/** How a look-up fails; without a network the second says no more than the first. */
const unknownNames = ['ENOTFOUND', 'EAI_AGAIN'];

/**
 * A client that gives up at once where the endpoint that is set for it is a name of this machine that nothing
 * here looks up. The SDK would try eight times: another name that is not found may be there in a moment.
 */
export function withLoopbackNames<One extends Client>(client: One): One {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        const { code = '', hostname = '' } = error as { code?: string; hostname?: string };
        if (!unknownNames.includes(code) || !loopbackName.test(hostname)) throw error;
        // The SDK tries again for what an error was caused by.
        throw new EndpointUnknown(hostname);
      }
    },
    { step: 'deserialize', name: 'loopbackNames' },
  );
  return client;
}
