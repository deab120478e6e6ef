import { describe, expect, it } from '@jest/globals';
import { askingOwners } from '../../infra/environment.ts';
import type { AllowList } from '../../src/contract/allow.ts';
import { pushed, request, unimported } from '../removal/pushed-account.ts';
import { runOnce, stackServices } from '../support/aws-world/import-runs.ts';
import { pushOnce } from '../support/aws-world/push-runs.ts';
import { removeOnce } from '../support/aws-world/removal-runs.ts';
import { link } from '../support/builders/link.ts';
import { silent } from '../../src/engine/progress.ts';

/** A run whose list of the stack's owner notes the state that looks into it. */
function noting() {
  const asking = new Set<string>();
  let current = '';
  const allowList = new Proxy<AllowList>(
    { [link.app]: ['arn:*'] },
    {
      get: (list, app) => {
        asking.add(current);
        return Reflect.get(list, app) as unknown;
      },
      getOwnPropertyDescriptor: (list, app) => {
        asking.add(current);
        return Reflect.getOwnPropertyDescriptor(list, app);
      },
    },
  );
  const progress = {
    ...silent,
    entered: (state: string) => {
      current = state;
    },
  };
  const services = stackServices({ allowList, wait: async () => undefined });
  return { asking, run: { services, progress } };
}

describe('The states that are told what the owner of the stack lists', () => {
  it('are those that look into it, in an import, a push and a removal', async () => {
    const { asking, run } = noting();

    unimported();
    await runOnce(request, run);
    await pushOnce(link, run);
    await pushed();
    await removeOnce(link, run);

    expect(asking).toEqual(askingOwners);
  });
});
