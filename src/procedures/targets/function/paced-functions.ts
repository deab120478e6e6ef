import type { Services } from '../../ports.ts';
import { bucketPacing } from '../../pacing.ts';
import type { Functions } from './port.ts';

/**
 * All callers of an account share 15 requests a second to Lambda's control plane, and 100 GetFunction
 * (Lambda guide, "Lambda quotas"): deployments and consoles need theirs.
 */
const reads = { burst: 10, perSecond: 10 };
const others = { burst: 10, perSecond: 3 };

type World = Pick<Services, 'functions' | 'now' | 'wait'>;

/** One pace for all steps that share their services: those of a run, or of a container. */
const paced = new WeakMap<World, Functions>();

/** Functions that are called no faster than their account can bear. */
export function pacedFunctions(services: World): Functions {
  const known = paced.get(services) ?? withPace(services);
  paced.set(services, known);
  return known;
}

function withPace(services: World): Functions {
  const { functions } = services;
  const asReads = bucketPacing(reads, services);
  const asOthers = bucketPacing(others, services);
  return {
    configuration: (named) => asReads(() => functions.configuration(named)),
    aliases: (named) => asOthers(() => functions.aliases(named)),
    setVariables: (...given) => asOthers(() => functions.setVariables(...given)),
  };
}
