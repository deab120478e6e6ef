import { partitionOf } from '../../../domain/ids.ts';
import type { Reading } from '../../../domain/readings.ts';
import { reading } from '../../aws-errors.ts';
import { allowTagIn, type Describe } from './describer.ts';
import { readHttpApi } from './http-api.ts';
import { readRestApi, type ApiAnswer } from './rest-api.ts';

/** The one action of every read, on the path of what is read. */
const action = 'apigateway:GET';

/** An API of API Gateway: a REST API, or else an HTTP API, since their ids look the same. */
export const describeApi: Describe = async ({ id, region: named }, { withTag, account: ask }) => {
  const region = named ?? '';
  const account = await ask();
  if (account === null) return { status: 'denied', action: 'sts:GetCallerIdentity' };
  const read = await readEither(region, id);
  if (read.status !== 'found') return read;
  const { tags, facts } = read.value;
  const partition = partitionOf(region);
  const kind = facts.kind === 'rest' ? 'restapis' : 'apis';
  return {
    status: 'found',
    value: {
      arn: `arn:${partition}:apigateway:${region}::/${kind}/${id}`,
      place: { partition, region, account },
      allowTag: withTag ? allowTagIn(tags) : null,
      facts,
    },
  };
};

async function readEither(region: string, id: string): Promise<Reading<ApiAnswer>> {
  const rest = await reading(action, id, () => readRestApi(region, id));
  if (rest.status !== 'not-found') return rest;
  return reading(action, id, () => readHttpApi(region, id));
}
