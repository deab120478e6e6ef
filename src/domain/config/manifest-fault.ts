import type { LinkName } from '../../contract/link.ts';
import { isTombstone, type StoredManifest } from '../../contract/manifest.ts';
import { isSafePath } from './safe-path.ts';

/** Why nothing is fetched by a manifest that stands for a link, as what it does; `null`: it is sound. */
export function manifestFault(link: LinkName, manifest: StoredManifest): string | null {
  if (manifest.app !== link.app || manifest.env !== link.env) {
    return `is of ${manifest.app}/${manifest.env}`;
  }
  if (isTombstone(manifest)) return null;
  const paths = manifest.files.map(({ path }) => path);
  const unsafe = [manifest.folder, ...paths].find((path) => !isSafePath(path));
  if (unsafe !== undefined) return `names a path that leads elsewhere: ${unsafe}`;
  const clash = paths.find((path, at) =>
    paths.some((other, position) => position !== at && leadsBelow(other, path)),
  );
  return clash === undefined ? null : `names a path twice: ${clash}`;
}

/** Whether a path is another one or lies below it, on a system that does not tell the case of names as well. */
function leadsBelow(path: string, other: string): boolean {
  return `${path}/`.toLowerCase().startsWith(`${other}/`.toLowerCase());
}
