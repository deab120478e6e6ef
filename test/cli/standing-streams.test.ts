import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { failOnCrash, outliveReaders } from '../../src/cli/standing-streams.ts';

afterEach(() => {
  jest.restoreAllMocks();
  process.removeAllListeners('uncaughtException');
});

const errorOf = (code: string) => Object.assign(new Error(code), { code });

describe('Standard output and standard error', () => {
  it.each(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'])('may lose their reader: %s', (code) => {
    const stream = new EventEmitter();
    outliveReaders([stream]);

    expect(() => stream.emit('error', errorOf(code))).not.toThrow();
  });

  it('tell of any other fault: a full disk is none of the reader', () => {
    const stream = new EventEmitter();
    outliveReaders([stream]);

    expect(() => stream.emit('error', errorOf('ENOSPC'))).toThrow('ENOSPC');
  });
});

describe('A command that breaks where nobody catches', () => {
  it('ends as failed: the code of Node says that nothing was written', () => {
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    failOnCrash();

    process.emit('uncaughtException', new TypeError('x is not iterable'));

    expect(exit).toHaveBeenCalledWith(2);
    expect(write).toHaveBeenCalledWith('TypeError: x is not iterable\n');
  });
});
