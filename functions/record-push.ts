import { updateLink } from '../src/procedures/link/link-updates.ts';
import { LinkNotRecorded } from '../src/contract/errors.ts';
import { linkLabel } from '../src/contract/link.ts';
import { recordedPush } from '../src/domain/run/push.ts';
import { step } from '../src/step.ts';

/** Notes on the link which revision was pushed. */
export const handler = step('Record push', async ({ link, run }, { linkStore }) => {
  const item = await updateLink(linkStore, link, (current) => {
    if (current.revision === null) throw new LinkNotRecorded(linkLabel(link));
    return recordedPush(current, run);
  });
  return { revision: item.revision };
});
