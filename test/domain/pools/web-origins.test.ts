import { describe, expect, it } from '@jest/globals';
import { webOrigins } from '../../../src/domain/pools/web-origins.ts';
import { aRequest } from '../../support/builders/request.ts';

const callbackUrls = [
  'https://shop.example.com/signed-in',
  'https://shop.example.com/',
  'http://localhost:3000/',
  'storefront://callback/',
  'not a URL',
];

describe('The origins of a web app', () => {
  it.each([
    [
      'each once, without schemes of native apps',
      {},
      ['https://shop.example.com', 'http://localhost:3000'],
    ],
    ['published ones only', { redirects: 'https' }, ['https://shop.example.com']],
    ['not known where OAuth is left out', { oauth: 'off' }, []],
  ] as const)('are those of its callback URLs: %s', (_, overrides, origins) => {
    expect(webOrigins({ callbackUrls }, aRequest(overrides))).toEqual(origins);
  });
});
