import { finding, type Finding } from '../../contract/findings.ts';
import type { ImportRequest } from '../../contract/request.ts';
import { isPinpoint } from './analytics.ts';
import { isLexV1 } from './interactions.ts';

/** Grants on services that AWS has closed: understood, so that the answer can say what took their place. */
export function retiredServiceFindings({ grants }: Pick<ImportRequest, 'grants'>): Finding[] {
  const analytics = grants.analytics.map((grant, index) =>
    isPinpoint(grant)
      ? finding('SERVICE_RETIRED', {
          subject: `grants.analytics.${index}`,
          message: `${grant.stream} is of Amazon Pinpoint, whose support ended on 30 October 2026.`,
          needed: 'the ARN of a Kinesis or Firehose stream',
          resolution: 'Send events to a stream of Kinesis or Firehose, or leave the grant out.',
        })
      : null,
  );
  const interactions = grants.interactions.map((grant, index) =>
    isLexV1(grant)
      ? finding('SERVICE_RETIRED', {
          subject: `grants.interactions.${index}`,
          message: `${grant.bot} is a bot of Amazon Lex V1, whose support ended on 15 September 2025.`,
          needed: 'the id of a Lex V2 bot and of its alias',
          resolution: 'Migrate the bot to Lex V2 and name it by its id, or leave the grant out.',
        })
      : null,
  );
  return [...analytics, ...interactions].filter((one) => one !== null);
}
