import { parse, type Expression, type Program, type Property, type SpreadElement } from 'acorn';

/** Stands where a module has code in place of a value, as `process.env.API_KEY` is. */
const unreadable = 'code that was not run';

/**
 * The value that a JavaScript module exports, read and never run: what is no literal is `unreadable`.
 * Both ways of exporting are known, and values that were assigned to a name before. `null` when the
 * module exports nothing that can be read.
 *
 * @throws SyntaxError when the text is no JavaScript
 */
export function exportedValue(text: string): unknown {
  const program = parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
  const named = namedValues(program);
  const exported = exportedExpression(program);
  return exported === null ? null : valueOf(exported, named);
}

type Named = ReadonlyMap<string, Expression>;

function namedValues({ body }: Program): Named {
  const declarations = body.flatMap((statement) => {
    if (statement.type === 'VariableDeclaration') return statement.declarations;
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration } = statement;
    return declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
  });
  return new Map(
    declarations.flatMap(({ id, init }) =>
      id.type === 'Identifier' && init ? [[id.name, init] as const] : [],
    ),
  );
}

function exportedExpression({ body }: Program): Expression | null {
  for (const statement of body) {
    if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement;
      const isCode = declaration.type.endsWith('Declaration');
      return isCode ? null : (declaration as Expression);
    }
    if (statement.type !== 'ExpressionStatement') continue;
    const { expression } = statement;
    if (expression.type === 'AssignmentExpression' && isModuleExports(expression.left)) {
      return expression.right;
    }
  }
  return null;
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

function valueOf(expression: Expression | SpreadElement | null, named: Named): unknown {
  switch (expression?.type) {
    case 'Literal':
      return isJson(expression.value) ? expression.value : unreadable;
    case 'ObjectExpression':
      return Object.fromEntries(expression.properties.map((one) => entryOf(one, named)));
    case 'ArrayExpression':
      return expression.elements.map((element) => valueOf(element, named));
    case 'TemplateLiteral':
      return expression.expressions.length === 0
        ? (expression.quasis[0]?.value.cooked ?? unreadable)
        : unreadable;
    case 'UnaryExpression': {
      const value = valueOf(expression.argument, named);
      return expression.operator === '-' && typeof value === 'number' ? -value : unreadable;
    }
    case 'Identifier': {
      const value = named.get(expression.name);
      // A name that leads back to itself is code, too.
      return value === undefined ? unreadable : valueOf(value, without(named, expression.name));
    }
    default:
      return unreadable;
  }
}

function entryOf(property: Property | SpreadElement, named: Named): [string, unknown] {
  if (property.type === 'SpreadElement') return ['...', unreadable];
  const { key, computed } = property;
  if (!computed && key.type === 'Identifier') return [key.name, valueOf(property.value, named)];
  if (key.type === 'Literal') return [String(key.value), valueOf(property.value, named)];
  return ['[…]', unreadable];
}

function isJson(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function without(named: Named, name: string): Named {
  return new Map([...named].filter(([key]) => key !== name));
}
