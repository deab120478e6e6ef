import { Refusal } from './refusal.ts';
import type { HostedApp, HostedBranch, Hosting, HostingCall, Tagged } from './state.ts';
import { pick } from './state.ts';

function findTagged({ apps }: Hosting, { labels, region }: HostingCall): HostedApp | HostedBranch {
  const { resourceArn = '' } = labels;
  const [, id = '', branchName] = /:apps\/([^/]+)(?:\/branches\/(.+))?$/.exec(resourceArn) ?? [];
  const app = apps.get(id);
  const found = branchName === undefined ? app : app?.branches.get(branchName);
  if (app?.region !== region || found?.arn !== resourceArn) {
    throw new Refusal('ResourceNotFoundException', `Resource ${resourceArn} not found.`);
  }
  return found;
}

export const listTagsForResource = (hosting: Hosting, call: HostingCall): object => ({
  tags: findTagged(hosting, call).tags,
});

export function tagResource(hosting: Hosting, call: HostingCall): object {
  const resource = findTagged(hosting, call);
  resource.tags = { ...resource.tags, ...pick<Tagged>(call.body, ['tags']).tags };
  return {};
}

export function untagResource(hosting: Hosting, call: HostingCall): object {
  const resource = findTagged(hosting, call);
  const gone = call.query.getAll('tagKeys');
  const kept = Object.entries(resource.tags).filter(([key]) => !gone.includes(key));
  resource.tags = Object.fromEntries(kept);
  return {};
}
