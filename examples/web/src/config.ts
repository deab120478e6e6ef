import type { Amplify } from 'aws-amplify';

type Config = Parameters<typeof Amplify.configure>[0];

/** The file that `npm run config` fetched, if it did. */
const fetched = import.meta.glob<Config>('./amplify_outputs.json', { import: 'default' });

/**
 * The published `amplify_outputs.json`, as it is: built in, or with `VITE_CONFIG_FROM=origin` asked
 * for when the app starts, so that one build serves every environment.
 */
export async function loadConfig(): Promise<Config> {
  if (import.meta.env.VITE_CONFIG_FROM === 'origin') return askOrigin();
  const load = fetched['./amplify_outputs.json'];
  if (!load) throw new Error('This app was built without its config.');
  return load();
}

async function askOrigin(): Promise<Config> {
  // The browser may keep the file, and asks each time whether it is still right.
  const answer = await fetch('/config/amplify_outputs.json', { cache: 'no-cache' });
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  // A site may answer a file that is not there with its start page.
  if (!answer.ok || !isJson) throw new Error('There is no config at /config/amplify_outputs.json.');
  return answer.json();
}
