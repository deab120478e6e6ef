import { tsPlugin } from '@sveltejs/acorn-typescript';
import { Parser, type Expression, type Property, type SpreadElement } from 'acorn';
import { codeNotRun, spread } from './code-not-run.ts';
import { exportedExpressions, namedExpressions, type NamedExpressions } from './module-exports.ts';

/** How a module is written; TypeScript is another language where it has types. */
export type Language = 'JavaScript' | 'TypeScript';

const parsers = {
  JavaScript: Parser,
  TypeScript: Parser.extend(tsPlugin()),
} as const satisfies Readonly<Record<Language, typeof Parser>>;

/**
 * What a module exports, read and never run: its default, or else each of those that it
 * exports by name. Literals are read, and names, spreads and members of literals; everything else is
 * `codeNotRun`.
 *
 * @throws SyntaxError when the text is not of the language
 */
export function exportedValues(text: string, language: Language): readonly unknown[] {
  const program = parsers[language].parse(text, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    // The parser of TypeScript asks for them.
    locations: true,
  });
  const named = namedExpressions(program);
  return exportedExpressions(program).map((expression) => valueOf(expression, named));
}

type Value = Expression | SpreadElement | null;

function valueOf(written: Value, named: NamedExpressions): unknown {
  const expression = withoutTypes(written);
  switch (expression?.type) {
    case 'Literal':
      return isJson(expression.value) ? expression.value : codeNotRun;
    case 'ObjectExpression':
      return objectOf(expression.properties, named);
    case 'ArrayExpression':
      return expression.elements.flatMap((element) => elementsOf(element, named));
    case 'TemplateLiteral':
      return expression.expressions.length === 0
        ? (expression.quasis[0]?.value.cooked ?? codeNotRun)
        : codeNotRun;
    case 'UnaryExpression': {
      const value = valueOf(expression.argument, named);
      return expression.operator === '-' && typeof value === 'number' ? -value : codeNotRun;
    }
    case 'Identifier': {
      const value = named.get(expression.name);
      // A name that leads back to itself is code, too.
      return value === undefined ? codeNotRun : valueOf(value, without(named, expression.name));
    }
    case 'MemberExpression': {
      const { object, property, computed } = expression;
      if (object.type === 'Super' || computed || property.type !== 'Identifier') return codeNotRun;
      const value = valueOf(object, named);
      return isRead(value) ? (value[property.name] ?? codeNotRun) : codeNotRun;
    }
    default:
      return codeNotRun;
  }
}

/** A value as it is without what TypeScript says of it: `as const`, `satisfies Config`. */
function withoutTypes(written: Value): Value {
  if (!written?.type.startsWith('TS') || !('expression' in written)) return written;
  return withoutTypes(written.expression as Expression);
}

function objectOf(
  properties: readonly (Property | SpreadElement)[],
  named: NamedExpressions,
): object {
  return properties.reduce<Record<string, unknown>>((before, property) => {
    if (property.type !== 'SpreadElement') {
      const [name, value] = entryOf(property, named);
      return { ...before, [name]: value };
    }
    const value = valueOf(property.argument, named);
    if (isRead(value)) return { ...before, ...value };
    // What stood before may be another value now.
    const unsure = Object.keys(before).map((name) => [name, codeNotRun]);
    return { ...Object.fromEntries(unsure), [spread]: codeNotRun };
  }, {});
}

function entryOf({ key, computed, value }: Property, named: NamedExpressions): [string, unknown] {
  if (!computed && key.type === 'Identifier') return [key.name, valueOf(value, named)];
  if (key.type === 'Literal') return [String(key.value), valueOf(value, named)];
  return ['[…]', codeNotRun];
}

function elementsOf(element: Value, named: NamedExpressions): readonly unknown[] {
  if (element?.type !== 'SpreadElement') return [valueOf(element, named)];
  const value = valueOf(element.argument, named);
  return Array.isArray(value) ? value : [codeNotRun];
}

function isRead(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && value !== codeNotRun;
}

function isJson(value: unknown): value is string | number | boolean | null {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function without(named: NamedExpressions, name: string): NamedExpressions {
  return new Map([...named].filter(([key]) => key !== name));
}
