import { finding, type Finding } from '../../../contract/findings.ts';
import { siteFiles, siteManifestName } from '../../../contract/push/site.ts';
import type { Reading } from '../../readings.ts';
import { manifestName } from '../file-hashes.ts';
import { notAllowed } from '../owners-word.ts';
import { isOurs } from '../plan-key.ts';
import { hashOfSeen, hashOfWanted } from '../seen-value.ts';
import type {
  JudgedTarget,
  Judgement,
  TargetContext,
  TargetRules,
  WantedIn,
  WantedTarget,
} from '../target-kind.ts';
import { hasCloudFront, viewerFolder, type SeenDistribution } from './distribution.ts';
import type { Openness } from './open.ts';
import { placeOfSite, siteIdOf, sitePlace } from './place.ts';

/** What the rules of sites go by. */
export type SiteFacts = {
  /** Of the bucket. */
  readonly region: string;
  readonly openness: Openness;
  /** The key of the bucket's owner; `null`: S3's own. */
  readonly kmsKey: string | null;
  /** `null`: the request names none, or CloudFront is not there. */
  readonly distribution: Reading<SeenDistribution> | null;
};

type Site = JudgedTarget<SiteFacts>;

/** Copies of the files beside a web app: a target for each prefix of a bucket, a key for each object. */
export const siteRules: TargetRules<SiteFacts> = {
  kind: 'site',
  wanted,
  requestFindings: () => [],
  missing: (target) =>
    finding('SITE_BUCKET_NOT_OPEN', {
      target,
      bucket: placeOfSite(target).bucket,
      closed: { because: 'missing' },
    }),
  judge(site, context) {
    const found = [
      notThere(site),
      closedFinding(site, context),
      keyFinding(site, context),
      takenFinding(site),
    ].flatMap((one) => one ?? []);
    const error = found.find(({ leaves }) => leaves)?.told.code ?? null;
    const told = found.map((one) => one.told);
    const { findings, ...invalidates } = distributionJudgement(site, context);
    return {
      findings: [...told, ...findings],
      error: (error ?? invalidates.error) as Judgement['error'],
      ...(invalidates.path !== null && { invalidates: invalidates.path }),
    };
  },
};

/** A place that a request names twice is one site with the files of both. */
function wanted({ request, files }: WantedIn): readonly WantedTarget[] {
  const ids = [...new Set(request.sites.map((site) => siteIdOf(sitePlace(site))))];
  return ids.map((id) => {
    const sites = request.sites.filter((site) => siteIdOf(sitePlace(site)) === id);
    const names = [...new Set(sites.flatMap((site) => site.files.map((file) => siteFiles[file])))];
    const hashes = [...names.map((name) => [name, name]), [siteManifestName, manifestName]];
    const keys = hashes.flatMap(([name = '', path = '']) => {
      const hash = files[path];
      return hash === undefined ? [] : [[name, hash] as const];
    });
    const distribution = sites.find(({ distributionId }) => distributionId !== null);
    return {
      id,
      kind: 'site',
      keys: Object.fromEntries(keys),
      distribution: distribution ? { id: distribution.distributionId ?? '', path: null } : null,
    };
  });
}

/** A finding, and whether the site is left alone by it. */
type Told = { readonly told: Finding; readonly leaves: boolean };

function notThere({ id, wanted: site, seen }: Site): Told | null {
  const { region } = seen.facts;
  if (!site?.distribution || hasCloudFront(region)) return null;
  const facts = { target: id, service: 'CloudFront', region };
  return { told: finding('SERVICE_NOT_IN_PARTITION', facts), leaves: true };
}

function closedFinding({ id, seen }: Site, { request: { app } }: TargetContext): Told | null {
  const { openness: because, region } = seen.facts;
  if (because === 'open') return null;
  const { bucket } = placeOfSite(id);
  const closed =
    because === 'tag' ? { because, arn: seen.arn, region, app, tag: seen.tag } : { because };
  return { told: finding('SITE_BUCKET_NOT_OPEN', { target: id, bucket, closed }), leaves: true };
}

function keyFinding({ id, seen }: Site, { allowList }: TargetContext): Told | null {
  const { kmsKey: key } = seen.facts;
  if (key === null) return null;
  const isLeft = allowList !== null;
  const { bucket } = placeOfSite(id);
  return {
    told: finding('SITE_BUCKET_KMS_KEY', { target: id, bucket, key, isLeft }),
    leaves: isLeft,
  };
}

/** What stands under a name of ours and is neither what we want there nor anything that we wrote. */
function takenFinding({ id, keys }: Site): Told | null {
  const { bucket, prefix } = placeOfSite(id);
  const taken = Object.entries(keys).flatMap(([name, key]) => {
    if (key.after === null || key.seen === null || isOurs(key)) return [];
    return hashOfSeen(key.seen) === hashOfWanted('site', key.after) ? [] : [`${prefix}${name}`];
  });
  if (taken.length === 0) return null;
  return { told: finding('SITE_OBJECT_TAKEN', { target: id, bucket, keys: taken }), leaves: true };
}

type Invalidates = Judgement & { readonly path: string | null };

/** Below which path the distribution is invalidated; the files are written whether it is or not. */
function distributionJudgement(
  { id, wanted: site, seen }: Site,
  context: TargetContext,
): Invalidates {
  const { distribution: reading, region } = seen.facts;
  const distribution = site?.distribution?.id ?? null;
  if (reading === null || distribution === null) return { findings: [], error: null, path: null };
  if (reading.status === 'denied') {
    const told = finding('TARGET_UNREADABLE', { target: id, action: reading.action, error: null });
    return { findings: [told], error: 'TARGET_UNREADABLE', path: null };
  }
  const place = placeOfSite(id);
  const path = reading.status === 'found' ? viewerFolder(reading.value, place, region) : null;
  if (reading.status === 'not-found' || path === null) {
    const isMissing = reading.status === 'not-found';
    const told = finding('SITE_NOT_BEHIND_DISTRIBUTION', {
      target: id,
      distribution,
      ...place,
      isMissing,
    });
    return { findings: [told], error: null, path: null };
  }
  const refused = notAllowed(id, reading.value, context);
  return refused
    ? { findings: [refused], error: null, path: null }
    : { findings: [], error: null, path };
}
