import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What the SDK goes by where no code says it: which profile, and which region. */
type Named = {
  /** The profile that the environment names and no file has; `null`: there is none such. */
  readonly unknownProfile: string | null;
  /** Profiles of the files, in their order. */
  readonly profiles: readonly string[];
  /** Of the environment, else of the profile. */
  readonly region: string | null;
};

const regionLine = /^\s*region\s*=\s*(\S+)/;

/**
 * Reads the files of the AWS CLI, to say of a call that failed why it did: the SDK tells a profile that there
 * is not as missing credentials, or as a missing region (SDKs and Tools reference guide, "Shared config and
 * credentials files" and "AWS_PROFILE").
 */
export function namedInEnvironment(environment: NodeJS.ProcessEnv): Named {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = environment;
  const config = sectionsOf(() => AWS_CONFIG_FILE ?? inHome('config'));
  const keys = sectionsOf(() => AWS_SHARED_CREDENTIALS_FILE ?? inHome('credentials'));
  const sections = new Map([...keys, ...config]);
  const { AWS_PROFILE: profile = '', AWS_REGION: region = '' } = environment;
  return {
    unknownProfile: profile === '' || sections.has(profile) ? null : profile,
    profiles: [...sections.keys()],
    region: region || (sections.get(profile || 'default') ?? null),
  };
}

/** @throws when the user has no home: a container may run as somebody whom it does not know */
function inHome(name: string): string {
  return join(homedir(), '.aws', name);
}

/** The region, if any, of each profile of a file; a file that is nowhere or cannot be read has none. */
function sectionsOf(path: () => string): ReadonlyMap<string, string | null> {
  const sections = new Map<string, string | null>();
  let current: string | null = null;
  for (const line of linesOf(path)) {
    if (line.trimStart().startsWith('[')) {
      current = profileIn(line);
      if (current !== null) sections.set(current, sections.get(current) ?? null);
    }
    const [, region] = regionLine.exec(line) ?? [];
    if (current !== null && region !== undefined) sections.set(current, region);
  }
  return sections;
}

/** The profile that begins with a line like `[profile dev]` or `[dev]`; `null`: another kind of section. */
function profileIn(line: string): string | null {
  const words = line.slice(line.indexOf('[') + 1, line.lastIndexOf(']')).trim();
  const [kind = ''] = words.split(/\s/, 1);
  if (kind === 'sso-session' || kind === 'services') return null;
  const name = kind === 'profile' ? words.slice(kind.length).trim() : words;
  return name.replaceAll(/["']/g, '');
}

function linesOf(path: () => string): readonly string[] {
  try {
    return readFileSync(path(), 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}
