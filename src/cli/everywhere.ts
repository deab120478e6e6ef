import { flag, text } from './argument.ts';
import { namedRegion } from './shared-arguments.ts';

/** Options of every command: by whose rights and where AWS is asked, and how much is told on the way. */
export const everywhere = {
  profile: text('<name>', 'the AWS profile; that of the environment by default'),
  region: { ...namedRegion, about: 'the AWS region; that of the environment by default' },
  quiet: flag('tells no progress'),
  verbose: flag('tells each call to AWS on standard error'),
  help: flag('this help'),
};

/** The profile and the region that this command line has named: other commands need them as well. */
export function namedSurroundings(): Surroundings {
  return named;
}

type Surroundings = { readonly profile?: string; readonly region?: string };
let named: Surroundings = {};

/** What was said for every command, by the names of its options; of a flag the empty word. */
type Said = ReadonlyMap<string, string>;

/**
 * Does what was said for every command: the SDK reads profile and region where it always does, in the
 * environment of this process.
 *
 * @throws UsageError for a region that is none
 */
export async function settle(said: Said, environment: NodeJS.ProcessEnv): Promise<void> {
  const [profile, region] = [said.get('profile'), said.get('region')];
  named = { ...(profile !== undefined && { profile }), ...(region !== undefined && { region }) };
  if (profile !== undefined) environment['AWS_PROFILE'] = profile;
  if (region !== undefined) {
    everywhere.region.read(region, '--region');
    environment['AWS_REGION'] = region;
  }
  if (said.has('quiet')) {
    const { tellNoProgress } = await import('./tell.ts');
    tellNoProgress();
  }
  if (said.has('verbose')) {
    const { tellCalls } = await import('./told-calls.ts');
    tellCalls();
  }
}
