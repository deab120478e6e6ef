import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import {
  exitAfter,
  failOnCrash,
  outliveStreams,
  type Losses,
} from '../../src/cli/standing-streams.ts';
import { printAnswer } from '../../src/cli/tell.ts';

afterEach(() => {
  jest.restoreAllMocks();
  process.removeAllListeners('uncaughtException');
});

const errorOf = (code: string) => Object.assign(new Error(code), { code });

const streams = () => ({ stdout: new EventEmitter(), stderr: new EventEmitter() });

describe('Standard output and standard error', () => {
  it.each(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED'])('may lose their reader: %s', (code) => {
    const { stdout, stderr } = streams();
    const losses = outliveStreams({ stdout, stderr });

    expect(() => stdout.emit('error', errorOf(code))).not.toThrow();
    expect(() => stderr.emit('error', errorOf(code))).not.toThrow();
    expect(losses).toEqual({ stdout: null, stderr: null });
  });

  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EBADF', 'EBADF'],
  ])('end nothing by a fault of theirs, which is known at the end: %s', (code, why) => {
    const { stdout, stderr } = streams();
    const losses = outliveStreams({ stdout, stderr });

    stderr.emit('error', errorOf(code));
    stderr.emit('error', errorOf('EDQUOT'));

    expect(losses).toEqual({ stdout: null, stderr: why });
  });
});

describe('A command whose words were lost', () => {
  const told = (lost: Partial<Losses>, ended: number) => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = exitAfter({ stdout: null, stderr: null, ...lost }, ended);
    return { code, text: write.mock.calls.map(([text]) => String(text)).join('') };
  };

  it('says nothing where none were', () => {
    expect(told({}, 3)).toEqual({ code: 3, text: '' });
  });

  it('ends as it would have without the lost progress, and says that there was more', () => {
    expect(told({ stderr: 'the disk is full' }, 0)).toEqual({
      code: 0,
      text: 'Not all that was told stands on standard error: the disk is full.\n',
    });
  });

  it('fails where its answer is lost, and tells it on standard error', () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    printAnswer(true, { status: 'published' }, () => 'PUBLISHED');

    expect(told({ stdout: 'the disk is full' }, 0)).toEqual({
      code: 2,
      text: 'Not all of the answer stands on standard output: the disk is full.\nPUBLISHED\n',
    });
  });

  it('finds a full disk that has cut an answer short by the end of it, which is a write of its own', () => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    printAnswer(true, { status: 'published' }, () => 'PUBLISHED');

    expect(write.mock.calls.at(-1)).toEqual(['\n']);
    const written = write.mock.calls.map(([text]) => String(text)).join('');
    expect(written).toBe('{\n  "status": "published"\n}\n');
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
