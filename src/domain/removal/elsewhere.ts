import { finding, type Finding } from '../../contract/findings.ts';
import { linkLabel, type LinkItem } from '../../contract/link.ts';
import { parseArn } from '../ids.ts';
import { rolesOfLink } from '../link/link-record.ts';

/** Where a removal runs; `null`: nobody says, or nobody has to know. */
export type Here = { readonly account: string | null; readonly region: string | null };

/**
 * Says that a removal looks in another account or region than the imports of its link have written to. No
 * pool is read that would tell: what is not found there would be taken for gone, and forgotten.
 */
export function elsewhereFindings(item: LinkItem, { account, region }: Here): readonly Finding[] {
  const link = linkLabel(item);
  const accounts = arnsOf(item).flatMap((arn) => parseArn(arn)?.account ?? []);
  const other = account === null ? undefined : accounts.find((one) => one !== account);
  const regions = regionsOf(item).filter((one) => one !== region);
  return [
    ...(other === undefined
      ? []
      : [finding('LINK_ELSEWHERE', { link, where: 'account', imported: other, here: account })]),
    ...regions.map((imported) =>
      finding('LINK_ELSEWHERE', { link, where: 'region', imported, here: region }),
    ),
  ];
}

/** ARNs of the account that a link has written to; a pool that it reads may be of another one. */
export function arnsOf(item: LinkItem): readonly string[] {
  const { published, push } = item;
  return [
    ...rolesOfLink(item),
    ...(push?.targets ?? []).flatMap(({ roleArn }) => roleArn ?? []),
    ...Object.values(published?.executionRoles ?? {}).flatMap((arn) => arn ?? []),
  ].filter((arn) => arn !== '');
}

/** Regions of targets whose ids do not tell it. */
export function regionsOf({ push }: LinkItem): readonly string[] {
  return [...new Set((push?.targets ?? []).flatMap(({ region }) => region ?? []))];
}
