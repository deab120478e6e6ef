import type { Config } from 'jest';
import { buildOnce, testsWith, usual } from '../../jest.config.ts';

/** The browser runs apart: it needs a Chromium, and packages of the sample app. */
const config: Config = {
  ...testsWith(usual),
  displayName: 'browser',
  globalSetup: buildOnce,
  testMatch: ['<rootDir>/test/browser/*.browser.ts'],
  testTimeout: 120_000,
};

export default config;
