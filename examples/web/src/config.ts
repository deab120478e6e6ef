import type { Amplify } from 'aws-amplify';

type Config = Parameters<typeof Amplify.configure>[0];

/** The file that `npm run config` fetched, if it did. */
const fetched = import.meta.glob<Config>('./amplify_outputs.json', { import: 'default' });

/**
 * The published `amplify_outputs.json`, as it is: built in, or with `VITE_CONFIG_FROM=origin` asked
 * for when the app starts, so that one build serves every environment and every later import.
 */
export async function loadConfig(): Promise<Config> {
  if (import.meta.env.VITE_CONFIG_FROM === 'origin') return askOrigin();
  const load = fetched['./amplify_outputs.json'];
  if (!load) throw new Error('This app was built without its config.');
  return load();
}

async function askOrigin(): Promise<Config> {
  // The browser may keep the file, and asks each time whether it is still right.
  const answer = await fetch('./amplify_outputs.json', { cache: 'no-cache' });
  if (!answer.ok) {
    throw new Error(`There is no amplify_outputs.json beside this app (${answer.status}).`);
  }
  try {
    return await answer.json();
  } catch {
    // A site may answer a file that is not there with its start page.
    throw new Error('What this site answers for amplify_outputs.json is not JSON.');
  }
}
