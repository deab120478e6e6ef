import { describe, expect, it } from '@jest/globals';

import type { PolicyRequest } from '../../src/domain/iam/evaluator.ts';
import { codes } from '../support/builders/codes.ts';
import {
  botAliasId,
  botId,
  clicksArn,
  deliveryArn,
  pinpointArn,
} from '../support/builders/grants.ts';
import { callOn, planAfter, planOf, statementsFor, whoIsLet, type Who } from './category-plan.ts';

const analytics = planOf({
  analytics: [
    { stream: clicksArn, authenticated: true, groups: { admins: true } },
    { stream: deliveryArn, authenticated: true, guest: true },
  ],
});

describe('A plan of analytics', () => {
  const kinesis = 'allow kinesis:PutRecord, kinesis:PutRecords on …:stream/clicks';
  const firehose = 'allow firehose:PutRecord, firehose:PutRecordBatch on …:deliverystream/clicks';

  it('writes these statements', () => {
    expect(statementsFor(analytics, 'user')).toEqual([firehose, kinesis]);
    expect(statementsFor(analytics, 'guest')).toEqual([firehose]);
    expect(statementsFor(analytics, 'admin')).toEqual([kinesis]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    [
      'put into the stream',
      callOn('kinesis:PutRecords', 'stream/clicks'),
      ['user', 'other', 'admin'],
    ],
    [
      'put into the delivery stream',
      callOn('firehose:PutRecordBatch', 'deliverystream/clicks'),
      ['user', 'other', 'guest'],
    ],
    ['read the stream', callOn('kinesis:GetRecords', 'stream/clicks'), []],
    ['put into another stream', callOn('kinesis:PutRecord', 'stream/clicks-2'), []],
    ['delete the stream', callOn('kinesis:DeleteStream', 'stream/clicks'), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', analytics)).toEqual([]);
    expect(whoIsLet(call, 'after', analytics)).toEqual(who);
  });

  it('warns of guests whom Cognito keeps from a stream of Kinesis', () => {
    const guests = planAfter(analytics, { analytics: [{ stream: clicksArn, guest: true }] });

    expect(codes(analytics.findings)).not.toContain('GUEST_OUT_OF_SCOPE');
    expect(codes(guests.findings)).toContain('GUEST_OUT_OF_SCOPE');
  });

  it('gives nothing on Pinpoint, and says why', () => {
    const retired = planOf({ analytics: [{ stream: pinpointArn, authenticated: true }] });

    expect(codes(retired.findings)).toContain('SERVICE_RETIRED');
    expect(retired.roles).toEqual([]);
  });
});

const alias = `bot-alias/${botId}/${botAliasId}`;
const interactions = planOf({
  interactions: [{ bot: botId, alias: botAliasId, authenticated: true, groups: { admins: true } }],
});

describe('A plan of interactions', () => {
  const talk = `allow lex:RecognizeText, lex:RecognizeUtterance on …:${alias}`;

  it('writes these statements', () => {
    expect(statementsFor(interactions, 'user')).toEqual([talk]);
    expect(statementsFor(interactions, 'guest')).toEqual([]);
    expect(statementsFor(interactions, 'admin')).toEqual([talk]);
  });

  it.each<[string, PolicyRequest, Who[]]>([
    ['talk to the bot', callOn('lex:RecognizeText', alias), ['user', 'other', 'admin']],
    ['talk to another alias', callOn('lex:RecognizeText', `bot-alias/${botId}/OTHERALIAS`), []],
    ['read the session of somebody', callOn('lex:GetSession', alias), []],
    ['change the bot', callOn('lex:UpdateBot', `bot/${botId}`), []],
  ])('lets these %s', (_, call, who) => {
    expect(whoIsLet(call, 'before', interactions)).toEqual([]);
    expect(whoIsLet(call, 'after', interactions)).toEqual(who);
  });

  it('moves with the grant from users to guests', () => {
    const bot = { bot: botId, alias: botAliasId };
    const guests = planAfter(interactions, { interactions: [{ ...bot, guest: true }] });
    const call = callOn('lex:RecognizeUtterance', alias);

    expect(whoIsLet(call, 'before', guests)).toEqual(['user', 'other', 'admin']);
    expect(whoIsLet(call, 'after', guests)).toEqual(['guest']);
  });
});
