import { UserError } from './user-error.ts';

/** What a fetch finds instead of the config of a link. */

/** There is no published config to fetch, or none that the caller may see. */
export class NotPublished extends UserError {
  constructor(message: string, resolution: string, options?: ErrorOptions) {
    super('NotPublished', message, resolution, options);
  }
}

/** The link whose config is fetched was removed. */
export class LinkRemoved extends UserError {
  constructor(link: string, revision: number) {
    super(
      'LinkRemoved',
      `${link} was removed; revision ${revision} was its last.`,
      'Import it again, or fetch another environment.',
    );
  }
}

/** A file that config is merged into names other pools than the config. */
export class PoolsDiffer extends UserError {
  constructor(message: string) {
    super(
      'PoolsDiffer',
      message,
      'Fetch the environment that belongs to the file, or take the other auth out of the file first.',
    );
  }
}
