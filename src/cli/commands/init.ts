import { orElse, path, text, type Argument } from '../argument.ts';
import { command } from '../command.ts';
import { endTime, type EndTime } from '../end-time.ts';
import { linkPart } from '../link-part.ts';
import { defaultStore } from '../../contract/store-words.ts';
import { app, env, linkNamed, optionalStore } from '../shared-arguments.ts';
import { requireWritableFile } from '../writable-place.ts';

const expires: Argument<EndTime | null> = {
  ...text('<time>', 'with --from-env: when it ends, like 14d, 12h or 2026-12-31T00:00:00Z'),
  read: endTime,
  absent: { value: null },
};

export const init = command({
  summary: 'write a request, by questions or for one more environment',
  page: 'discovering.md',
  positionals: {
    file: orElse(path('file', 'where to write the request', 'request.json'), 'request.json'),
  },
  options: {
    fromEnv: text('<env>', 'asks nothing: keeps pools and grants of this environment', linkPart),
    app: { ...app, about: 'with --from-env: the app of both' },
    env: { ...env, about: 'with --from-env: the new environment' },
    expires,
    store: {
      ...optionalStore,
      about: `with --from-env: ${optionalStore.about}; ${defaultStore} by default`,
    },
  },
  examples: {
    'asks, and writes request.json': '',
    'makes a request for one more environment':
      'dev.json --from-env prod --app storefront --env dev --expires 14d',
  },
  exits: ['refused'],
  check: ({ fromEnv, env: named, ...others }) => {
    if (fromEnv !== null) {
      return named === fromEnv ? '--env and --from-env are the same environment.' : null;
    }
    const given = [named, ...Object.values({ ...others, file: null })];
    return given.every((value) => value === null)
      ? null
      : '--app, --env, --expires and --store go with --from-env; without it init asks.';
  },
  run: async ({ file, fromEnv, expires: end, store, ...names }) => {
    await requireWritableFile(file, `${file} cannot be written`);
    if (fromEnv === null) {
      const { askAndWrite } = await import('../write-request.ts');
      return askAndWrite(file);
    }
    const link = linkNamed(names, 'Name --app and --env of the new environment.');
    const { writeEnvironment } = await import('../write-environment.ts');
    await writeEnvironment(file, { ...link, fromEnv, expires: end, store: store ?? defaultStore });
    return 'done';
  },
});
