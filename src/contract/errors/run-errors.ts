import { UserError } from './user-error.ts';

/** How runs end that import, push or remove: what a run is asked for, who else runs, what is left over. */

/** The request cannot be understood, or names what is not there; nothing was written. */
export class InvalidRequest extends UserError {
  constructor(message: string, resolution: string, options?: ErrorOptions) {
    super('InvalidRequest', message, resolution, options);
  }
}

/**
 * Validation or the plan found errors; nothing was written.
 *
 * @public as a name: an outcome carries it, and nothing throws it
 */
export class ImportRefused extends UserError {
  constructor(message: string, resolution: string, options?: ErrorOptions) {
    super('ImportRefused', message, resolution, options);
  }
}

/** Another run of the same link holds its lease. */
export class LinkBusy extends UserError {
  /** `since`: when it took the link; `null`: nobody has noted that. */
  constructor(link: string, owner: string, since: string | null = null) {
    const when = since === null ? '' : ` since ${since.replace(/\.\d+Z$/, 'Z')}`;
    super(
      'LinkBusy',
      `Another run of ${link} is under way${when}: ${owner}.`,
      'Wait until it has ended, then start this one again.',
    );
  }
}

/** Another run took the lease over while this one was thought to be dead. */
export class LeaseLost extends UserError {
  constructor(link: string, when: 'before a write' | 'in a write' = 'before a write') {
    if (when === 'before a write') {
      super(
        'LeaseLost',
        `Another run has taken over ${link}, so this one stopped before its next write.`,
        'Look at the other run ("amplify-import show"); it finishes or undoes what this one began.',
      );
    } else {
      super(
        'LeaseLost',
        `Another run has taken over ${link} in the middle of a write of this one, which may have come last.`,
        'Start the other one again: it puts right what was written late.',
      );
    }
  }
}

/** A file of a folder store is locked by a process that lives and does not give it back. */
export class FolderLocked extends UserError {
  constructor(lock: string, holder: string) {
    super(
      'FolderLocked',
      `${lock} is held by ${holder}, for too long.`,
      'Start again once that process has ended or goes on; where it is none of this tool, remove the file.',
    );
  }
}

/** The world or the plan is not what the caller agreed to. */
export class PlanChanged extends UserError {
  constructor(message: string, options: ErrorOptions & { readonly resolution?: string } = {}) {
    const {
      resolution = 'Make a new plan, read it, and start again; where a hash was given, with the new one.',
    } = options;
    super('PlanChanged', message, resolution, options);
  }
}

/** Restoring the policies failed; the message holds the original error and the commands to run. */
export class UndoIncomplete extends UserError {
  constructor(message: string, commands: readonly string[], options?: ErrorOptions) {
    super(
      'UndoIncomplete',
      message,
      `Start the import again, which tries once more, or run by hand:\n${commands.join('\n')}`,
      options,
    );
  }
}

/** A command or an event names a link that no import has recorded. */
export class LinkNotRecorded extends UserError {
  /** `looked`: the store that it was looked for in, and how another one is looked in. */
  constructor(link: string, looked?: { readonly in: string; readonly elsewhere: string }) {
    super(
      'LinkNotRecorded',
      `No import of ${link} is recorded${looked ? ` in ${looked.in}` : ''}.`,
      looked
        ? `Check app and env, look elsewhere (${looked.elsewhere}), or import it first.`
        : 'Check app and env, or import it first.',
    );
  }
}

/**
 * What a run was to do has been done or undone since it was asked for; it ends well, having written nothing.
 *
 * "Take lease" tells it to the state that closes the run.
 */
export class RunOutdated extends UserError {
  constructor(link: string, why: string) {
    super('RunOutdated', `This run of ${link} came too late: ${why}`, 'Nothing to do.');
  }
}

/**
 * A removal was refused by its plan; nothing was written.
 *
 * @public as a name: an outcome carries it, and nothing throws it
 */
export class RemovalRefused extends UserError {
  constructor(message: string, resolution: string) {
    super('RemovalRefused', message, resolution);
  }
}

/** A removal is done, but for something that could not be restored or was changed by somebody else. */
export class RemovalIncomplete extends UserError {
  constructor(message: string, again: string) {
    super('RemovalIncomplete', message, `See to what is left, then remove it again:\n${again}`);
  }
}
