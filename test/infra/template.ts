import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkConfig from '../../cdk.json' with { type: 'json' };
import { AmplifyImportStack } from '../../infra/stack.ts';
import type { StateName } from '../../src/contract/states.ts';

/** A resource of the template, as plain JSON. */
export type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** An IAM statement of the template, its lists made lists. */
export type Statement = {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources?: readonly string[];
  readonly condition: unknown;
};

// CloudFormation's own rules take two seconds of each synthesis; one test asks them.
process.env['CDK_VALIDATION'] = 'false';

/** The app with our stack in it, without bundling the functions. */
export function stackOfApp(context: Readonly<Record<string, unknown>> = {}): {
  app: App;
  stack: AmplifyImportStack;
} {
  const app = new App({
    context: { ...cdkConfig.context, 'aws:cdk:bundling-stacks': [], ...context },
  });
  const stack = new AmplifyImportStack(app, 'AmplifyImport');
  return { app, stack };
}

/** The synthesized template, with what the tests ask it. */
export function synthesize(context: Readonly<Record<string, unknown>> = {}): StackTemplate {
  return new StackTemplate(Template.fromStack(stackOfApp(context).stack));
}

/** The template of our stack, by the questions that tests ask it. */
export class StackTemplate {
  readonly template: Template;

  constructor(template: Template) {
    this.template = template;
  }

  /** Resources of a type, by logical id. */
  all(type: string): ReadonlyMap<string, Resource> {
    const found = this.template.findResources(type) as Record<string, Resource>;
    return new Map(Object.entries(found));
  }

  /** The function of a state. */
  functionOf(state: StateName): { readonly id: string; readonly resource: Resource } {
    for (const [id, resource] of this.all('AWS::Lambda::Function')) {
      if (resource.Properties['Description'] === `State "${state}"`) return { id, resource };
    }
    throw new Error(`The stack has no function for the state "${state}".`);
  }

  /** What the role of a state is allowed or denied. */
  statementsOf(state: StateName): readonly Statement[] {
    const roleId = attributeOwner(this.functionOf(state).resource.Properties['Role']);
    return this.roles().get(roleId) ?? [];
  }

  /** Every role with all statements that hold for it, inline or attached. */
  roles(): ReadonlyMap<string, readonly Statement[]> {
    const roles = new Map<string, Statement[]>();
    for (const [id, { Properties }] of this.all('AWS::IAM::Role')) {
      const inline = (Properties['Policies'] ?? []) as { PolicyDocument: PolicyDocument }[];
      roles.set(
        id,
        inline.flatMap((policy) => statementsIn(policy.PolicyDocument)),
      );
      for (const managed of (Properties['ManagedPolicyArns'] ?? []) as { Ref: string }[]) {
        const policy = this.all('AWS::IAM::ManagedPolicy').get(managed.Ref);
        if (!policy) throw new Error(`A role has a policy that is not ours: ${asText(managed)}.`);
        const document = policy.Properties['PolicyDocument'] as PolicyDocument;
        roles.get(id)?.push(...statementsIn(document));
      }
    }
    for (const { Properties } of this.all('AWS::IAM::Policy').values()) {
      for (const role of Properties['Roles'] as { Ref: string }[]) {
        roles.get(role.Ref)?.push(...statementsIn(Properties['PolicyDocument'] as PolicyDocument));
      }
    }
    return roles;
  }
}

/** Whether a statement allows its actions. */
export function isAllow(statement: Statement): boolean {
  return statement.effect === 'Allow';
}

/** Whether statements deny an action on everything, under no condition. */
export function isDeniedEverywhere(statements: readonly Statement[], action: string): boolean {
  return statements.some(
    (statement) =>
      statement.effect === 'Deny' &&
      statement.condition === null &&
      statement.resources.includes('*') &&
      statement.actions.some((pattern) =>
        new RegExp(`^${pattern.replace('*', '.*')}$`).test(action),
      ),
  );
}

/** The logical id in `{ "Fn::GetAtt": [id, attribute] }`. */
export function attributeOwner(value: unknown): string {
  return (value as { 'Fn::GetAtt': [string, string] })['Fn::GetAtt'][0];
}

/** A value of the template with its references written as `<Id>` and `<Id.Attribute>`. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  const intrinsic = value as Record<string, unknown>;
  if (typeof intrinsic['Ref'] === 'string') return `<${intrinsic['Ref']}>`;
  if (Array.isArray(intrinsic['Fn::GetAtt'])) return `<${intrinsic['Fn::GetAtt'].join('.')}>`;
  const join = intrinsic['Fn::Join'];
  if (Array.isArray(join)) return (join[1] as unknown[]).map(asText).join(join[0] as string);
  return JSON.stringify(value);
}

type PolicyDocument = { readonly Statement: readonly RawStatement[] };
type RawStatement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
};

function statementsIn(document: PolicyDocument): Statement[] {
  return document.Statement.map((statement) => ({
    effect: statement.Effect,
    actions: [statement.Action].flat(),
    resources: textsIn(statement.Resource),
    ...(statement.NotResource !== undefined && { notResources: textsIn(statement.NotResource) }),
    condition: statement.Condition ?? null,
  }));
}

function textsIn(resources: unknown): string[] {
  return resources === undefined ? [] : [resources].flat().map(asText);
}
