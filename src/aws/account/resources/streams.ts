import {
  DescribeDeliveryStreamCommand,
  ListTagsForDeliveryStreamCommand,
} from '@aws-sdk/client-firehose';
import { DescribeStreamSummaryCommand, ListTagsForStreamCommand } from '@aws-sdk/client-kinesis';
import { parseArn } from '../../../domain/ids.ts';
import type { StreamFacts } from '../../../domain/grants/resources/readings.ts';
import { sendOptions } from '../../abort.ts';
import { reading } from '../../aws-errors.ts';
import { streamClients } from '../../clients/stream-clients.ts';
import { allowTagAmong, unread, type Describe } from './describer.ts';

/** As many tags as a stream can have. */
const Limit = 50;

/** Every principal of the account may use the key that AWS keeps for Kinesis, through Kinesis. */
const keyOfAws = /alias\/aws\/kinesis$/;

type Look = { readonly arn: string; readonly facts: StreamFacts };

/** A Kinesis stream: where it is, and the customer key that its records are encrypted by. */
export const describeKinesisStream = streamAdapter({
  describeAction: 'kinesis:DescribeStreamSummary',
  tagAction: 'kinesis:ListTagsForStream',
  describe: async (region, StreamName) => {
    const { StreamDescriptionSummary: stream } = await streamClients
      .kinesis(region)
      .send(new DescribeStreamSummaryCommand({ StreamName }), sendOptions());
    const { StreamARN: arn = '', EncryptionType: encryption, KeyId = '' } = stream ?? {};
    const kmsKey = encryption === 'KMS' && !keyOfAws.test(KeyId) ? KeyId : null;
    return { arn, facts: { service: 'kinesis', kmsKey } };
  },
  tag: async (region, StreamName) => {
    const { Tags } = await streamClients
      .kinesis(region)
      .send(new ListTagsForStreamCommand({ StreamName, Limit }), sendOptions());
    return allowTagAmong(Tags);
  },
});

/** A Firehose stream: where it is, and whether it takes records from apps at all. */
export const describeDeliveryStream = streamAdapter({
  describeAction: 'firehose:DescribeDeliveryStream',
  tagAction: 'firehose:ListTagsForDeliveryStream',
  describe: async (region, DeliveryStreamName) => {
    const { DeliveryStreamDescription: stream } = await streamClients
      .firehose(region)
      .send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }), sendOptions());
    const { DeliveryStreamARN: arn = '', DeliveryStreamType: source = 'DirectPut' } = stream ?? {};
    return { arn, facts: { service: 'firehose', source } };
  },
  tag: async (region, DeliveryStreamName) => {
    const { Tags } = await streamClients
      .firehose(region)
      .send(new ListTagsForDeliveryStreamCommand({ DeliveryStreamName, Limit }), sendOptions());
    return allowTagAmong(Tags);
  },
});

function streamAdapter(stream: {
  readonly describeAction: string;
  readonly tagAction: string;
  readonly describe: (region: string, name: string) => Promise<Look>;
  readonly tag: (region: string, name: string) => Promise<string | null>;
}): Describe {
  return async ({ id, region: named }, { withTag }) => {
    const name = id.slice(id.indexOf('/') + 1);
    const where = named ?? '';
    const [look, tag] = await Promise.all([
      reading(stream.describeAction, id, () => stream.describe(where, name)),
      withTag ? reading(stream.tagAction, id, () => stream.tag(where, name)) : unread,
    ]);
    if (look.status !== 'found') return look;
    if (tag.status === 'denied') return tag;
    const { arn, facts } = look.value;
    const { partition = '', region = '', account = '' } = parseArn(arn) ?? {};
    const allowTag = tag.status === 'found' ? tag.value : null;
    return {
      status: 'found',
      value: { arn, place: { partition, region, account }, allowTag, facts },
    };
  };
}
