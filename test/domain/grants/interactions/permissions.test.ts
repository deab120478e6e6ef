import { describe, expect, it } from '@jest/globals';

import { botAliasId, botId } from '../../../support/builders/grants.ts';
import { admin, given, guest, user } from '../granted.ts';

describe('An interactions grant', () => {
  const resource = `arn:aws:lex:eu-west-1:111122223333:bot-alias/${botId}/${botAliasId}`;
  const talk = ['lex:RecognizeText', 'lex:RecognizeUtterance'].map((action) => ({
    action,
    resource,
  }));
  const bot = { bot: botId, alias: botAliasId };

  it('lets whoever it is for talk to one alias of one bot', () => {
    expect(given({ interactions: [{ ...bot, authenticated: true }] }, user)).toEqual(talk);
    expect(given({ interactions: [{ ...bot, guest: true }] }, guest)).toEqual(talk);
    expect(given({ interactions: [{ ...bot, groups: { admins: true } }] }, admin)).toEqual(talk);
  });

  it('is in the region that it names', () => {
    const permissions = given(
      { interactions: [{ ...bot, region: 'us-east-1', authenticated: true }] },
      user,
    );

    expect(permissions.map((permission) => permission.resource)).toEqual(
      talk.map(() => resource.replace('eu-west-1', 'us-east-1')),
    );
  });

  it.each(['OrderFlowers', 'arn:aws:lex:us-east-1:111122223333:bot:OrderFlowers:prod'])(
    'gives nothing on %s of Lex V1',
    (retired) => {
      expect(given({ interactions: [{ bot: retired, authenticated: true }] }, user)).toEqual([]);
    },
  );
});
