import { command } from '../command.ts';
import { json } from '../shared-arguments.ts';
import { printDocument } from '../tell.ts';

export const discover = command({
  summary: 'list user pools, and what would block the import of each',
  page: 'discovering.md',
  positionals: {},
  options: { json },
  examples: {
    'looks through the region of the environment': '',
    'looks through another one, for programs': '--region eu-central-1 --json',
  },
  exits: [],
  run: async (given) => {
    const { discoverRegion, printDiscovery } = await import('../region-discovery.ts');
    const discovery = await discoverRegion();
    if (given.json) {
      printDocument(discovery);
      return 'done';
    }
    return printDiscovery(discovery);
  },
});
