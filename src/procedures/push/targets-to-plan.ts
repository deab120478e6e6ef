import type { LinkItem } from '../../contract/link.ts';
import type { RunRequest } from '../../contract/request.ts';
import type { Slice } from '../../contract/slices.ts';
import { publishedPaths } from '../../domain/config/files.ts';
import { parseArn } from '../../domain/ids.ts';
import { manifestName } from '../../domain/targets/file-hashes.ts';
import type { TargetsToPlan } from '../../domain/plan/plan-input.ts';
import { publishedValues } from '../../domain/targets/published-values.ts';
import type { Services } from '../ports.ts';
import { readTargets } from '../targets/read-targets.ts';
import type { ReadServices } from '../targets/target-steps.ts';
import { configUriOf, openTargets } from './known-targets.ts';

/**
 * What an import's plan needs of push targets: where they are, and what stands there of ours. Nothing is
 * read for a request that names none and a link that holds none.
 */
export async function targetsToPlan(
  request: RunRequest,
  { settings, allowTag }: Pick<Slice<'userPool'>, 'settings' | 'allowTag'>,
  item: LinkItem,
  services: ReadServices & Pick<Services, 'linkStore' | 'configStore' | 'account'>,
): Promise<TargetsToPlan> {
  const held = item.push?.targets ?? [];
  const open = await openTargets(item, services.configStore);
  const configUri = configUriOf(item, services.configStore);
  const account = asksForAccount(request) ? await services.account() : null;
  const known = { held, open, account, configUri };
  if (settings === null) {
    return { ...known, readings: new Map(), executionRoles: {}, otherLinks: {} };
  }
  // Which names there are on a target hangs neither on the revision nor on what the files hold.
  const values = publishedValues(request, settings, {
    revision: 0,
    executionRoles: {},
    account,
    allowTag,
    allowList: services.allowList,
  });
  const { app, env } = item;
  const wanted = {
    request,
    source: { ...values, app, env, configUri },
    files: Object.fromEntries([...publishedPaths, manifestName].map((path) => [path, ''])),
  };
  return {
    ...known,
    ...(await readTargets(item, wanted, { held, open }, null, services, 'import')),
  };
}

/** Whether a target is named by its account, or gets a value that has the account in it. */
function asksForAccount({ functions, parameters }: RunRequest): boolean {
  const isOf = ({ name, access }: RunRequest['functions'][number]): boolean =>
    access.length > 0 || parseArn(name) !== null;
  return parameters === 'each' || functions.some(isOf);
}
