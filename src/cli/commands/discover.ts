import { command } from '../command.ts';
import { json, namedRegion } from '../shared-arguments.ts';

export const discover = command({
  summary: 'list user pools, and what would block the import of each',
  page: 'discovering.md',
  positionals: {},
  options: {
    region: { ...namedRegion, about: 'the region to look in; that of the environment by default' },
    json,
  },
  exits: ['interrupted'],
  run: async (given) => {
    const { discoverRegion, printDiscovery } = await import('../region-discovery.ts');
    const discovery = await discoverRegion(given.region);
    if (given.json) {
      process.stdout.write(`${JSON.stringify(discovery, null, 2)}\n`);
      return 'done';
    }
    return printDiscovery(discovery);
  },
});
