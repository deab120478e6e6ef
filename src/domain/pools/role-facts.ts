import { allowTagName } from '../../contract/allow.ts';
import type { RoleFacts } from '../../contract/pool-settings.ts';
import type { Reading, RoleDescription } from '../readings.ts';

/** What a role says of its owners, as far as it says anything. */
export function roleFactsOf(reading: Reading<RoleDescription> | undefined): RoleFacts {
  if (reading?.status !== 'found') return {};
  const { tags, boundary } = reading.value;
  const managedBy = managerOf(tags);
  const allowTag = tags[allowTagName];
  return {
    ...(boundary !== null && { boundary }),
    ...(managedBy && { managedBy }),
    ...(allowTag !== undefined && { allowTag }),
  };
}

/**
 * Who keeps a role as it is written down somewhere, by its tags: CloudFormation sets one of its own
 * (CloudFormation guide, "Resource tag"); users of Terraform tag what it manages in these words.
 */
function managerOf(tags: RoleDescription['tags']): RoleFacts['managedBy'] {
  const stack = tags['aws:cloudformation:stack-name'];
  if (stack !== undefined) return { tool: 'CloudFormation', stack };
  const said = Object.entries(tags).map(([key, value]) => [plainWord(key), plainWord(value)]);
  const values = said.flatMap(([key = '', value = '']) => (managerKeys.has(key) ? [value] : []));
  const flags = said.flatMap(([key, value = '']) => (key === 'terraform' ? [value] : []));
  const byTerraform =
    values.some((value) => /terraform|terragrunt|opentofu/.test(value)) ||
    flags.some((value) => !['', 'false', 'no', '0'].includes(value));
  if (byTerraform) return { tool: 'Terraform', stack: null };
  const byStack = values.some((value) => /cloudformation|^(?:aws)?cdk$/.test(value));
  return byStack ? { tool: 'CloudFormation', stack: null } : undefined;
}

const managerKeys: ReadonlySet<string> = new Set([
  'managedby',
  'managed',
  'provisionedby',
  'provisioner',
  'createdby',
  'deployedby',
  'iac',
  'tool',
]);

/** `Managed-By`, `managed_by` and `ManagedBy` are one word. */
function plainWord(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
