import type { Finding } from '../../src/contract/findings.ts';

/** A finding as a cause tells it to people: without its facts. */
export type ToldFinding = Omit<Finding, 'facts'>;

/** What people read of findings in the text of a cause: the check of that text, and used by nothing else. */
export function toldFindings(cause: string): ToldFinding[] {
  return cause.split('\n\n').flatMap((block) => {
    const [head = '', message = '', ...lines] = block.split('\n');
    const parts = /^\[(error|warning|info)\] (\S+) (.*)$/.exec(head);
    if (!parts) return [];
    const field = (prefix: string) =>
      lines.find((line) => line.startsWith(prefix))?.slice(prefix.length);
    const [found, needed] = [field('  found: '), field('  needed: ')];
    const [command, look] = [field('  mend: '), field('  look: ')];
    return [
      {
        code: parts[2] ?? '',
        severity: parts[1] as Finding['severity'],
        subject: parts[3] ?? '',
        message: message.trim(),
        ...(found !== undefined && { found }),
        ...(needed !== undefined && { needed }),
        resolution: field('  fix: ') ?? '',
        ...(command !== undefined && { command }),
        ...(look !== undefined && { look }),
      },
    ];
  });
}
