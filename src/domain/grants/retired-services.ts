import { finding, type FactsOf, type Finding } from '../../contract/findings.ts';
import type { RunRequest } from '../../contract/request.ts';
import { categoryOf, grantCategories } from './categories.ts';

/** Grants on services that AWS has closed: understood, so that the answer can say what took their place. */
export function retiredServiceFindings({ grants }: Pick<RunRequest, 'grants'>): Finding[] {
  return grantCategories.flatMap((category) =>
    grants[category].flatMap((grant, index) => {
      const retired = categoryOf(category).retired?.(grant) ?? null;
      if (retired === null) return [];
      return [
        finding('SERVICE_RETIRED', {
          grant: `grants.${category}.${index}`,
          ...retired,
        } as FactsOf<'SERVICE_RETIRED'>),
      ];
    }),
  );
}
