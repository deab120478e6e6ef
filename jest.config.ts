import type { Config } from 'jest';

/** Jest compiles TypeScript by swc into CommonJS; packages that are only ESM are compiled
 * too, and middy 7, which exports nothing else, is mapped. */
const config: Config = {
  testEnvironment: 'node',
  // Properties and whole runs share two cores with whatever else runs there.
  testTimeout: 30_000,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2023',
          experimental: { keepImportAttributes: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!@middy/|p-limit/|yocto-queue/)'],
  moduleNameMapper: {
    '^@middy/core$': '<rootDir>/node_modules/@middy/core/index.js',
    '^@middy/util$': '<rootDir>/node_modules/@middy/util/index.js',
  },
  modulePathIgnorePatterns: [
    '<rootDir>/examples',
    '<rootDir>/dist',
    '<rootDir>/cdk.out',
    '<rootDir>/.local',
  ],
};

export default config;
