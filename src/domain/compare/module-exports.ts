import type { Expression, ModuleDeclaration, Program, Statement } from 'acorn';

/** Expressions by the names that a module gives them. */
export type NamedExpressions = ReadonlyMap<string, Expression>;

type Body = Statement | ModuleDeclaration;

/** Every expression that a module gives a name at its top, exported or not. */
export function namedExpressions({ body }: Program): NamedExpressions {
  return new Map(body.flatMap(declared));
}

/**
 * What a module exports: its default, by any of the ways of modules and of Node. One without a default
 * has those that it exports by name, of which an app takes one.
 */
export function exportedExpressions(program: Program): readonly Expression[] {
  const named = namedExpressions(program);
  const ofDefault = program.body.flatMap((statement) => defaultOf(statement, named));
  if (ofDefault.length > 0) return ofDefault.slice(0, 1);
  return program.body.flatMap((statement) => byName(statement, named));
}

function declared(statement: Body): readonly (readonly [string, Expression])[] {
  const declaration =
    statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (declaration?.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init ? [[id.name, init] as const] : [],
  );
}

function defaultOf(statement: Body, named: NamedExpressions): readonly Expression[] {
  if (statement.type === 'ExportDefaultDeclaration') {
    const { declaration } = statement;
    return declaration.type.endsWith('Declaration') ? [] : [declaration as Expression];
  }
  if (statement.type === 'ExportNamedDeclaration') {
    return localNames(statement, (name) => name === 'default').flatMap(
      (name) => named.get(name) ?? [],
    );
  }
  if (statement.type !== 'ExpressionStatement') return [];
  const { expression } = statement;
  if (expression.type !== 'AssignmentExpression') return [];
  return isModuleExports(expression.left) ? [expression.right] : [];
}

function byName(statement: Body, named: NamedExpressions): readonly Expression[] {
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const others = localNames(statement, (name) => name !== 'default');
  return [
    ...declared(statement).map(([, expression]) => expression),
    ...others.flatMap((name) => named.get(name) ?? []),
  ];
}

/** The names in the module of what `export { a as b }` exports under some names. */
function localNames(
  { specifiers }: Extract<Body, { type: 'ExportNamedDeclaration' }>,
  isWanted: (exported: string) => boolean,
): readonly string[] {
  return specifiers.flatMap(({ local, exported }) => {
    const name = exported.type === 'Identifier' ? exported.name : String(exported.value);
    return local.type === 'Identifier' && isWanted(name) ? [local.name] : [];
  });
}

function isModuleExports(target: { type: string }): boolean {
  if (target.type !== 'MemberExpression') return false;
  const { object, property } = target as Extract<Expression, { type: 'MemberExpression' }>;
  return (
    object.type === 'Identifier' &&
    property.type === 'Identifier' &&
    ((object.name === 'module' && property.name === 'exports') ||
      (object.name === 'exports' && property.name === 'default'))
  );
}
