import type {
  DeleteParametersCommandInput,
  GetParameterCommandInput,
  GetParametersByPathCommandInput,
  ListTagsForResourceCommandInput,
  PutParameterCommandInput,
} from '@aws-sdk/client-ssm';
import { awsError } from './aws-error.ts';

/** A parameter as Systems Manager keeps it. */
export type SeededParameter = {
  value: string;
  type: 'String' | 'StringList' | 'SecureString';
  version: number;
  tags: Record<string, string>;
};

/** A parameter of this text. */
export function aParameter(
  value: string,
  overrides: Partial<SeededParameter> = {},
): SeededParameter {
  return { value, type: 'String', version: 1, tags: {}, ...overrides };
}

/** Systems Manager: parameters by their whole names. */
export function parameterStore() {
  const parameters = new Map<string, SeededParameter>();
  const find = (name: string | undefined, missing: string): SeededParameter => {
    const found = parameters.get(name ?? '');
    if (found) return found;
    throw awsError(missing, 400);
  };
  const shown = (
    Name: string,
    { value: Value, type: Type, version: Version }: SeededParameter,
  ) => ({
    Name,
    Value,
    Type,
    Version,
  });
  return {
    parameters,
    effects: {
      GetParameter: ({ Name = '' }: GetParameterCommandInput) => ({
        Parameter: shown(Name, find(Name, 'ParameterNotFound')),
      }),

      GetParametersByPath: ({
        Path = '',
        MaxResults = 10,
        NextToken,
      }: GetParametersByPathCommandInput) => {
        if (MaxResults > 10) throw awsError('ValidationException', 400);
        const below = [...parameters].filter(
          ([name]) => name.startsWith(`${Path}/`) && !name.slice(Path.length + 1).includes('/'),
        );
        const begin = Number(NextToken ?? 0);
        const end = begin + MaxResults;
        return {
          Parameters: below.slice(begin, end).map(([name, parameter]) => shown(name, parameter)),
          ...(below.length > end && { NextToken: String(end) }),
        };
      },

      ListTagsForResource: ({ ResourceId }: ListTagsForResourceCommandInput) => ({
        TagList: Object.entries(find(ResourceId, 'InvalidResourceId').tags).map(([Key, Value]) => ({
          Key,
          Value,
        })),
      }),

      PutParameter: ({ Name = '', Value = '', Overwrite, Tags }: PutParameterCommandInput) => {
        // "Tags and overwrite can't be used together" (API reference, PutParameter).
        if (Overwrite && Tags) throw awsError('ValidationException', 400, `Refused: ${Value}`);
        const stands = parameters.get(Name);
        if (stands && !Overwrite) throw awsError('ParameterAlreadyExists', 400);
        const tags = (Tags ?? []).map(({ Key = '', Value: tag = '' }) => [Key, tag]);
        parameters.set(Name, {
          value: Value,
          type: 'String',
          version: (stands?.version ?? 0) + 1,
          tags: stands?.tags ?? Object.fromEntries(tags),
        });
        return { Version: (stands?.version ?? 0) + 1 };
      },

      DeleteParameters: ({ Names = [] }: DeleteParametersCommandInput) => {
        const there = Names.filter((name) => parameters.delete(name));
        return {
          DeletedParameters: there,
          InvalidParameters: Names.filter((name) => !there.includes(name)),
        };
      },
    },
  };
}
