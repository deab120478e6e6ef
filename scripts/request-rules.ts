// What a request is checked by beside the shapes of its keys, as far as JSON Schema says it: by the path of what it is about.
import { geoArnPattern } from '../src/contract/grants/geo.ts';
import { lexIdPattern, lexV1Patterns } from '../src/contract/grants/interactions.ts';
import { eitherPattern } from '../src/contract/aws-names.ts';
import { appIdPattern, functionArnPattern, functionNamePattern } from '../src/contract/request.ts';

const readOnly = { type: 'array', items: { const: 'read' } };

/** One of two: `first`, or `second` where that does not hold. */
const either = (first: object, second: object) => ({ allOf: [{ anyOf: [first, second] }] });
const where = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 && { required }),
});

/** Each stands beside what is said of a key already, and wins over it. */
export const requestRules: Readonly<Record<string, object>> = {
  '': either(
    where({ removeByEvent: { const: false } }),
    where({ expires: { type: 'string' } }, ['expires']),
  ),
  app: { pattern: String.raw`^(?!any$)[a-z][a-z0-9-]{0,31}$` },
  'functions[].name': { pattern: eitherPattern(functionNamePattern, functionArnPattern).source },
  'hosting[].appId': { pattern: appIdPattern.source },
  'hosting[]': either(
    where({ build: { const: 'never' } }),
    where({ branch: { type: 'string' } }, ['branch']),
  ),
  'grants.storage[]': either(
    where({ paths: { type: 'null' } }),
    where({
      authenticated: { type: 'array', maxItems: 0 },
      guest: { type: 'array', maxItems: 0 },
      groups: { type: 'object', additionalProperties: false },
    }),
  ),
  'grants.geo[]': either(
    where({
      resource: {
        type: 'string',
        pattern: geoArnPattern.source.replace('map|place-index|', ''),
      },
    }),
    where({
      authenticated: readOnly,
      guest: readOnly,
      groups: { type: 'object', additionalProperties: readOnly },
    }),
  ),
  'grants.interactions[]': either(
    where({
      bot: {
        type: 'string',
        pattern: `^(?!${lexIdPattern.source.slice(1)})(?:${eitherPattern(...lexV1Patterns).source})`,
      },
    }),
    where({ alias: { type: 'string', pattern: lexIdPattern.source } }, ['alias']),
  ),
};

/** What the name of a path of a bucket may be: `formProblem` of the storage paths says it in words. */
export const storagePathNames = {
  type: 'string',
  pattern: String.raw`^(?!\/)(?!.*\/\/)(?:[\x20-\x23\x25-\x29\x2b-\x3e\x40-\x7a\x7c\x7e-\xff]|\{entity_id\})*\/\*$`,
};
