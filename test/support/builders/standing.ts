import {
  manifestSchema,
  type Manifest,
  type StoredManifest,
} from '../../../src/contract/manifest.ts';
import { requestHash } from '../../../src/domain/targets/request-hash.ts';
import type { StandingLink } from '../../../src/domain/links/standing-link.ts';
import type { LinkItem } from '../../../src/contract/link.ts';
import type { RunRequest } from '../../../src/contract/request.ts';
import { aLinkItem, link } from './link.ts';
import { aRequest } from './request.ts';

/** The manifest of a revision with one file. */
export function aManifest(revision: number): Manifest {
  const file = {
    path: 'amplify_outputs.json',
    bytes: 2,
    sha256: '0'.repeat(64),
    contentType: 'application/json',
  };
  return manifestSchema().parse({
    version: '1',
    ...link,
    revision,
    folder: `revisions/${revision}-0123456789ab`,
    files: [file],
  });
}

/** What stands in the place of the manifest of revision 2 once the link is removed. */
export function aTombstone(): StoredManifest {
  return { version: '1', ...link, revision: 2, removed: true, files: [] };
}

/** A link whose second revision is published, recorded, announced and pushed. */
export function anImportedItem(overrides: Partial<LinkItem> = {}): LinkItem {
  const request = overrides.request ?? aRequest();
  return aLinkItem({
    request,
    revision: 2,
    announcedRevision: 2,
    push: pushOf(request),
    ...overrides,
  });
}

/** What a link knows of a push of its second revision. */
export function pushOf(
  request: RunRequest = aRequest(),
  targets: NonNullable<LinkItem['push']>['targets'] = [],
): NonNullable<LinkItem['push']> {
  return { of: { revision: 2, requestSha256: requestHash(request) }, open: null, targets };
}

/** Such a link as it stands, which nobody works on. */
export function standing(overrides: Partial<StandingLink> = {}): StandingLink {
  return {
    item: anImportedItem(),
    manifest: aManifest(2),
    isHeld: false,
    isCommitted: false,
    ...overrides,
  };
}
