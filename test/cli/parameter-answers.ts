import { userPoolAnswers } from './cognito-answers.ts';
import { awsError, type Answer } from './stand-in.ts';

/** A pool, and an account whose parameters can be written; `denied` are actions that nobody may. */
export function answersWithParameters(
  parameters: Map<string, string>,
  denied: ReadonlySet<string>,
): Record<string, Answer> {
  const allowed = (action: string, answer: Answer): Answer => {
    return (body, call) => {
      if (denied.has(action)) throw awsError('AccessDeniedException');
      return answer(body, call);
    };
  };
  return {
    ...userPoolAnswers(),
    GetParametersByPath: allowed('GetParametersByPath', () => ({
      Parameters: [...parameters].map(([Name, Value]) => ({ Name, Value, Type: 'String' })),
    })),
    PutParameter: allowed('PutParameter', ({ Name, Value }) => {
      parameters.set(String(Name), String(Value));
      return { Version: 1 };
    }),
    DeleteParameters: allowed('DeleteParameters', ({ Names }) => {
      const names = Names as string[];
      for (const name of names) parameters.delete(name);
      return { DeletedParameters: names, InvalidParameters: [] };
    }),
    ListTagsForResource: allowed('ListTagsForResource', () => ({
      TagList: [{ Key: 'amplify-import-link', Value: 'storefront.prod' }],
    })),
  };
}
