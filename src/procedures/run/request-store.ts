import { grantsSchema } from '../../contract/grants.ts';
import type { RunRequest } from '../../contract/request.ts';
import { storedRequestSchema } from '../../contract/request.ts';
import type { KeptFile } from '../../contract/slices.ts';
import type { ImportData } from '../../contract/states/import-auth.ts';
import type { ConfigStore } from '../config/port.ts';
import { keptFile, keptValue } from './kept-file.ts';
import { once } from '../../contract/when-asked.ts';

/** What of a request can be long. */
const noLists = once(() => ({
  grants: grantsSchema().parse({}),
  functions: [],
  hosting: [],
  sites: [],
}));

/**
 * Puts a request that is too large for state data into a file under the run: what is left of it there names the
 * pools and says what the Choices ask.
 */
export async function keepRequest(
  data: ImportData,
  store: () => Promise<ConfigStore>,
): Promise<ImportData> {
  const { request, link, run } = data;
  if (request === null || link === null) return data;
  const late = {
    write: async (...given: Parameters<ConfigStore['write']>) => (await store()).write(...given),
  };
  const requestFile = await keptFile('request', request, { link, run }, late);
  return requestFile ? { ...data, request: { ...request, ...noLists() }, requestFile } : data;
}

/** The request with its lists, wherever it lies. @throws StoreFault when the file is another one */
export async function wholeRequest<Request extends RunRequest>(
  { request, requestFile }: { readonly request: Request; readonly requestFile: KeptFile | null },
  store: Pick<ConfigStore, 'read' | 'address'>,
): Promise<Request> {
  if (requestFile === null) return request;
  return { ...request, ...storedRequestSchema().parse(await keptValue(requestFile, store)) };
}
