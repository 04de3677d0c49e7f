import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;
type Values = Readonly<Record<string, AttributeValue>>;
type Condition = (item: Item, values: Values) => boolean;

const conditions = new Map<string, Condition>();

/** The part of DynamoDB's condition expressions that the state table uses: comparisons, `attribute_(not_)exists`, AND, OR, parentheses. */
export function holds(expression: string, item: Item, values: Values): boolean {
  const known = conditions.get(expression);
  const condition = known ?? parseCondition(expression);
  if (known === undefined) conditions.set(expression, condition);
  return condition(item, values);
}

/** `SET a = :b, c = :d REMOVE e, f` */
export function updated(expression: string, item: Item, values: Values): Item {
  const match = /^(?:SET (?<sets>.+?))?\s*(?:REMOVE (?<removes>.+))?$/.exec(expression);
  if (match?.groups === undefined) throw new UnknownExpressionError(expression);
  const next: Record<string, AttributeValue> = { ...item };
  for (const assignment of match.groups.sets?.split(', ') ?? []) {
    const [name = '', reference = ''] = assignment.split(' = ');
    const value = values[reference];
    if (value === undefined) throw new UnknownExpressionError(assignment);
    next[name] = value;
  }
  for (const name of match.groups.removes?.split(', ') ?? []) delete next[name];
  return next;
}

export class UnknownExpressionError extends Error {
  override readonly name = 'UnknownExpressionError';

  constructor(expression: string) {
    super(`The simulated DynamoDB cannot read "${expression}": teach dynamodb-expressions.ts what it means.`);
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
function parseCondition(expression: string): Condition {
  const tokens = expression.match(/\(|\)|<>|<=|>=|<|>|=|:?\w+/g) ?? [];
  let position = 0;
  const next = () => tokens[position++] ?? '';

  const disjunction = (): Condition => {
    const parts = [conjunction()];
    while (tokens[position]?.toUpperCase() === 'OR') {
      position++;
      parts.push(conjunction());
    }
    return (item, values) => parts.some(part => part(item, values));
  };
  const conjunction = (): Condition => {
    const parts = [term()];
    while (tokens[position]?.toUpperCase() === 'AND') {
      position++;
      parts.push(term());
    }
    return (item, values) => parts.every(part => part(item, values));
  };
  const term = (): Condition => {
    const token = next();
    if (token === '(') {
      const inner = disjunction();
      if (next() !== ')') throw new UnknownExpressionError(expression);
      return inner;
    }
    if (token === 'attribute_exists' || token === 'attribute_not_exists') {
      const [, name = ''] = [next(), next(), next()];
      return item => (item[name] !== undefined) === (token === 'attribute_exists');
    }
    const [operator, right] = [next(), next()];
    const compare = comparisons[operator];
    if (compare === undefined || right === '') throw new UnknownExpressionError(expression);
    return (item, values) => {
      const [one, other] = [operand(token, item, values), operand(right, item, values)];
      // A comparison with an attribute that is not there is false, except "is not equal".
      return one === undefined || other === undefined ? operator === '<>' : compare(one, other);
    };
  };

  const condition = disjunction();
  if (position !== tokens.length) throw new UnknownExpressionError(expression);
  return condition;
}

const comparisons: Readonly<Record<string, (one: string | number, other: string | number) => boolean>> = {
  '=': (one, other) => one === other,
  '<>': (one, other) => one !== other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};

function operand(token: string, item: Item, values: Values): string | number | undefined {
  const value = token.startsWith(':') ? values[token] : item[token];
  return value?.N === undefined ? value?.S : Number(value.N);
}
