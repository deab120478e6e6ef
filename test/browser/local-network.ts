import type { BrowserContext, Route } from 'playwright-core';

import { localUrlOf } from '../support/local-aws.ts';

/** What a browser asked for, and was let through to. */
export type LocalNetwork = {
  /** Hosts of AWS that were answered by the emulator. */
  readonly answered: Set<string>;
  /** What was for somebody else, and was not sent. */
  readonly refused: string[];
};

/**
 * Leads what a page asks of AWS to the emulator, from outside: neither the app nor its config knows.
 * The site itself is let through, and nothing else.
 */
export async function keepLocal(
  context: BrowserContext,
  origin: string,
  endpoint: string,
): Promise<LocalNetwork> {
  const answered = new Set<string>();
  const refused: string[] = [];
  await context.route('**/*', async (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`)) return route.continue();
    const local = localUrlOf(url, endpoint);
    if (local === null) {
      refused.push(url);
      return route.abort('blockedbyclient');
    }
    answered.add(new URL(url).hostname);
    return answerFrom(route, local);
  });
  return { answered, refused };
}

/** Under the name that the page used, since a bucket is part of it, and the signature of a URL covers it. */
async function answerFrom(route: Route, url: string): Promise<void> {
  const request = route.request();
  const headers = { ...(await request.allHeaders()), host: new URL(request.url()).host };
  await route.fulfill({ response: await route.fetch({ url, headers }) });
}
