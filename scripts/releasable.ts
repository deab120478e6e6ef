/** What of a clone decides whether a version can be released from it. */
export type ReleaseFacts = {
  /** That of package.json. */
  readonly version: string;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
  /** What the working tree has that no commit has, a line each, as `git status --porcelain` says it. */
  readonly changes: readonly string[];
  /** The commit that is checked out. */
  readonly head: string;
  /** The commit of each tag of a version. */
  readonly tags: Readonly<Record<string, string>>;
};

/** Why a version cannot be released from a clone as it stands: every reason there is. */
export function releaseRefusals(facts: ReleaseFacts): readonly string[] {
  const { version, changelog, changes, head, tags } = facts;
  const tag = `v${version}`;
  const others = Object.keys(tags).filter((name) => name !== tag && tags[name] === head);
  const reasons: string[] = [];
  if (changes.length > 0)
    reasons.push(
      `The working tree has what is in no commit: ${shortly(changes)}. Commit it, or take it away.`,
    );
  if (notesOf(changelog, version) === '')
    reasons.push(
      `CHANGELOG.md says nothing under "## ${version}", the version of package.json. ` +
        'Move there what stands under "Unreleased".',
    );
  if (tags[tag] !== undefined && tags[tag] !== head)
    reasons.push(
      `The tag ${tag} is there already, at ${tags[tag].slice(0, 8)}. Raise the version of package.json.`,
    );
  for (const name of others)
    reasons.push(`This commit has the tag ${name}, but package.json says ${version}.`);
  return reasons;
}

function shortly(changes: readonly string[]): string {
  const shown = changes.slice(0, 3).map((line) => line.trim());
  if (changes.length > shown.length) shown.push(`and ${changes.length - shown.length} more`);
  return shown.join(', ');
}

/** What the changelog tells of a version, without its heading; nothing where it tells nothing. */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((one) => one.split('\n', 1)[0]?.trim() === version);
  return section?.slice(section.indexOf('\n')).trim() ?? '';
}

/** The keys of package.json that decide whether npm publishes it, and whether with provenance. */
type PublishedKeys = {
  readonly private?: boolean;
  readonly repository?: string | { readonly url?: string };
};

/**
 * Why a package cannot be published, with provenance, from a repository.
 *
 * @param from the repository of GitHub that publishes, as `owner/name`
 */
export function publishingRefusals(
  { private: isPrivate = false, repository = '' }: PublishedKeys,
  from: string,
): readonly string[] {
  const url = typeof repository === 'string' ? repository : (repository.url ?? '');
  const named = /^(?:github:|(?:git\+)?https:\/\/github\.com\/)([^/]+\/[^/]+?)(?:\.git)?$/.exec(
    url,
  );
  const reasons: string[] = [];
  if (isPrivate)
    reasons.push('package.json is private, so npm publishes nothing: take "private" out.');
  if (named?.[1] !== from)
    reasons.push(
      `package.json names ${url === '' ? 'no repository' : `the repository ${url}`}, ` +
        `and npm takes a provenance from that of the package only: set "repository" to "github:${from}".`,
    );
  return reasons;
}
