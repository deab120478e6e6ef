/** What lies beside a web app, and how its owner allows that. */

/** The tag that opens a bucket for our files: not the one that opens it for grants. */
export const siteTagName = 'amplify-import-site';

/** Files of a site by the words of a request: as they are published, at the top of the link's folder. */
export const siteFiles = {
  outputs: 'amplify_outputs.json',
  json: 'amplifyconfiguration.json',
  exports: 'aws-exports.js',
} as const;

/** What the manifest is called beside an app: `manifest.json` is the web app's own. */
export const siteManifestName = 'amplify-import-manifest.json';

/** Names of all objects that a site can have of ours. */
export const siteObjectNames: readonly string[] = [...Object.values(siteFiles), siteManifestName];

const objectPattern = /^arn:[^:]+:s3:::[^/]+\/./;

/**
 * Whether a pattern of the context `allow` opens objects for sites: it names one of ours, or ends with an
 * asterisk. One that names a bucket alone opens it for grants.
 */
export function opensObjects(pattern: string): boolean {
  if (!objectPattern.test(pattern)) return false;
  return pattern.endsWith('*') || siteObjectNames.some((name) => pattern.endsWith(`/${name}`));
}
