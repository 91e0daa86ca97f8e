/** A part of an OpenAPI document, as far as promises go. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** What of an OpenAPI document callers rely on. */
export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A field of a schema: its place, its type and whether its object always has it. */
interface Field {
  readonly place: string;
  readonly type: string;
  readonly isRequired: boolean;
}

/** Every field below a schema; one that holds itself is entered once. */
function fieldsOf(
  schema: Schema,
  contract: Contract,
  place = '',
  entered: readonly string[] = [],
): readonly Field[] {
  const { $ref } = schema;
  if ($ref !== undefined) {
    const target = contract.components.schemas[$ref.split('/').at(-1) ?? ''];
    return target === undefined || entered.includes($ref)
      ? []
      : fieldsOf(target, contract, place, [...entered, $ref]);
  }
  const below = (each: Schema, at: string) => fieldsOf(each, contract, at, entered);
  const properties = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => {
    const at = `${place}.${name}`;
    const isRequired = schema.required?.includes(name) ?? false;
    return [
      { place: at, type: [each.type ?? 'any'].flat().join('|'), isRequired },
      ...below(each, at),
    ];
  });
  const { additionalProperties: values } = schema;
  return [
    ...properties,
    ...(schema.items === undefined ? [] : below(schema.items, `${place}[]`)),
    ...(typeof values === 'object' ? below(values, `${place}{}`) : []),
    ...[schema.anyOf, schema.oneOf, schema.allOf].flatMap((parts = []) =>
      parts.flatMap((part) => below(part, place)),
    ),
  ];
}

function fieldsOfContent(content: Content | undefined, contract: Contract): readonly Field[] {
  return Object.values(content ?? {}).flatMap(({ schema }) =>
    schema === undefined ? [] : fieldsOf(schema, contract),
  );
}

function operationsOf({ paths }: Contract): readonly [string, Operation][] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

/** What callers may count on: operations, parameters, statuses, and fields both ways. */
function offers(contract: Contract): ReadonlySet<string> {
  const lines = operationsOf(contract).flatMap(([name, operation]) => [
    name,
    ...(operation.parameters ?? []).map((each) => `${name} takes ${each.in} ${each.name}`),
    ...fieldsOfContent(operation.requestBody?.content, contract).map(
      ({ place, type }) => `${name} takes ${place}: ${type}`,
    ),
    ...Object.entries(operation.responses).flatMap(([status, { content }]) => [
      `${name} answers ${status}`,
      ...fieldsOfContent(content, contract).map(
        ({ place, type }) => `${name} answers ${status} ${place}: ${type}`,
      ),
    ]),
  ]);
  return new Set(lines);
}

/** What callers must send. */
function demands(contract: Contract): ReadonlySet<string> {
  const lines = operationsOf(contract).flatMap(([name, { parameters = [], requestBody }]) => [
    ...parameters
      .filter(({ required }) => required)
      .map((parameter) => `${name} needs ${parameter.in} ${parameter.name}`),
    ...fieldsOfContent(requestBody?.content, contract)
      .filter(({ isRequired }) => isRequired)
      .map(({ place }) => `${name} needs ${place}`),
  ]);
  return new Set(lines);
}

/** What a contract offers and demands, a line for each thing. */
export interface Promises {
  readonly operations: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  readonly demands: ReadonlySet<string>;
}

/** Everything that a caller of a contract relies on. */
export function promisesOf(contract: Contract): Promises {
  const operations = new Set(operationsOf(contract).map(([name]) => name));
  return { operations, offers: offers(contract), demands: demands(contract) };
}

/**
 * What a caller of `before` can no longer count on in `after`: an operation, a parameter, a status, a
 * field or its type that is gone, and what must be sent that could be left out.
 */
export function brokenPromises(before: Promises, after: Promises): readonly string[] {
  const isKnown = (demand: string): boolean =>
    before.operations.has(demand.split(' ').slice(0, 2).join(' '));
  return [
    ...[...before.offers].filter((each) => !after.offers.has(each)),
    ...[...after.demands].filter((each) => !before.demands.has(each) && isKnown(each)),
  ];
}
