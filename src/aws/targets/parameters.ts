import {
  DeleteParametersCommand,
  GetParametersByPathCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
} from '@aws-sdk/client-ssm';
import { linkTagName } from '../../contract/push/parameters.ts';
import type { Parameters, StoredParameter } from '../../procedures/targets/parameters/port.ts';
import { sendOptions } from '../abort.ts';
import { parameterStore } from '../clients/parameter-client.ts';
import { callQuietly, readingQuietly } from '../quietly.ts';

/** The most that one call answers; a link has nine parameters. */
const pageSize = 10;

/** Parameters of the environment's own region. What others keep there is in no error. */
export const ssmParameters: Parameters = {
  below: (Path) =>
    readingQuietly('ssm:GetParametersByPath', Path, async () => {
      const found = new Map<string, StoredParameter>();
      let next: string | undefined;
      do {
        const { Parameters: page = [], NextToken } = await parameterStore().send(
          new GetParametersByPathCommand({
            Path,
            MaxResults: pageSize,
            ...(next && { NextToken: next }),
          }),
          sendOptions(),
        );
        for (const { Name = '', Value = '', Type } of page) {
          const key = Name.slice(Path.length + 1);
          found.set(key, { text: Type === 'String' ? Value : null });
        }
        next = NextToken;
      } while (next);
      return found;
    }),

  linkTag: (ResourceId) =>
    readingQuietly('ssm:ListTagsForResource', ResourceId, async () => {
      const { TagList = [] } = await parameterStore().send(
        new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId }),
        sendOptions(),
      );
      return TagList.find(({ Key }) => Key === linkTagName)?.Value ?? null;
    }),

  // A parameter is tagged when it is made, or later by another call: tags and `Overwrite` exclude each
  // other (API reference, PutParameter).
  create: (Name, Value, linkTag) =>
    callQuietly('ssm:PutParameter', Name, async () => {
      const Tags = [{ Key: linkTagName, Value: linkTag }];
      const command = new PutParameterCommand({ Name, Value, Type: 'String', Tags });
      try {
        await parameterStore().send(command, sendOptions());
        return true;
      } catch (error) {
        if ((error as { name?: string }).name === 'ParameterAlreadyExists') return false;
        throw error;
      }
    }),

  replace: async (Name, Value) => {
    const command = new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true });
    await callQuietly('ssm:PutParameter', Name, () =>
      parameterStore().send(command, sendOptions()),
    );
  },

  // Those that are not there are in the answer, and no error.
  remove: async (names) => {
    await callQuietly('ssm:DeleteParameters', names.join(', '), () =>
      parameterStore().send(new DeleteParametersCommand({ Names: [...names] }), sendOptions()),
    );
  },
};
