import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { settle } from '../../src/cli/everywhere.ts';
import { printPushResult } from '../../src/cli/print-push-result.ts';
import { printRemovalResult } from '../../src/cli/print-removal-result.ts';
import { printResult } from '../../src/cli/print-result.ts';
import { withShellNote } from '../../src/cli/with-shell-note.ts';
import { findingText, refusalCause } from '../../src/domain/findings/failure-cause.ts';
import { aFinding } from '../support/builders/finding.ts';

const withCommand = aFinding({ command: "aws iam get-role --role-name 'it''s'" });
const { command: _, ...withoutCommand } = withCommand;
const note = /POSIX shell.*Git Bash or WSL/;

describe('A text with commands', () => {
  it.each([
    ['a finding', findingText(withCommand)],
    ['the cause of a refusal', refusalCause('The import', [withCommand], 'report.json')],
    ['a block of discover, which is indented', findingText(withCommand).replace(/^/gm, '    ')],
  ])('says on Windows for which shell they are: %s', (_what, text) => {
    const lines = withShellNote(text, 'win32').split('\n');

    expect(lines.filter((line) => note.test(line))).toEqual([lines.at(-1)]);
    expect(lines.slice(0, -1).join('\n')).toBe(text);
  });

  it.each(['linux', 'darwin'] as const)('says nothing of it on %s', (platform) => {
    const text = findingText(withCommand);

    expect(withShellNote(text, platform)).toBe(text);
  });

  it.each([
    ['a command of AWS', findingText(withCommand)],
    ['one of ours', 'What is open: amplify-import show --app storefront --env prod'],
    ['a removal', 'Again: amplify-import remove --app storefront --env prod'],
  ])('says which profile and region its commands need that were named: %s', async (_, text) => {
    await settle(new Map(Object.entries({ profile: 'shop', region: 'eu-west-1' })), {});

    const told = withShellNote(text, 'linux');
    const itself = withShellNote(`${text.replace(/^.*(?:mend|look):.*$/gm, '')} --profile shop `);
    await settle(new Map(), {});

    expect(told).toBe(
      `${text}\nThe commands above need: export AWS_PROFILE=shop AWS_REGION=eu-west-1`,
    );
    expect(itself).not.toContain('export');
    expect(withShellNote(text, 'linux')).toBe(text);
  });

  it('names no region that its commands name themselves', async () => {
    const text = '  mend: aws cognito-idp describe-user-pool --region us-east-1 --user-pool-id x';
    await settle(new Map([['region', 'eu-west-1']]), {});

    expect(withShellNote(text, 'linux')).toBe(text);
    await settle(new Map(), {});
  });

  it('is none where no command is told', () => {
    const text = `${findingText(withoutCommand)} It costs 3 $ a month.`;

    expect(withShellNote(text, 'win32')).toBe(text);
  });
});

describe('On Windows', () => {
  const printers = {
    'an import': (json: boolean) =>
      printResult({ status: 'planned', findings: [withCommand] }, json),
    'a push': (json: boolean) =>
      printPushResult(
        {
          status: 'planned',
          findings: [withCommand],
          revision: 1,
          targets: [],
          superseded: false,
        },
        json,
      ),
    'a removal': (json: boolean) =>
      printRemovalResult(
        {
          status: 'planned',
          findings: [],
          revision: 1,
          roles: [],
          targets: [],
          left: [{ what: 'a variable', owner: 'you', command: 'aws ssm get-parameter' }],
        } as never,
        json,
      ),
  };

  const here = Object.getOwnPropertyDescriptor(process, 'platform')!;

  beforeEach(() => {
    Object.defineProperty(process, 'platform', { ...here, value: 'win32' });
  });

  afterEach(() => {
    Object.defineProperty(process, 'platform', here);
    jest.restoreAllMocks();
  });

  it.each(Object.entries(printers))('the result of %s tells it to people only', (_what, print) => {
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);

    print(false);
    print(true);

    const [forPeople, forPrograms] = write.mock.calls
      .map(([text]) => String(text))
      .filter((text) => text !== '\n');
    expect(forPeople).toMatch(note);
    expect(forPrograms).not.toMatch(note);
  });
});
