import { problemTypePrefix, problemTypes } from '@ridgeline/schema/problem';
import { z } from 'zod';
import { definePage } from '../page.ts';

const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  items: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const content = z.record(z.string(), z.looseObject({ schema: schema.optional() }));

const operation = z.looseObject({
  summary: z.string(),
  description: z.string().optional(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        description: z.string().optional(),
        example: z.unknown().optional(),
        schema: schema.optional(),
      }),
    )
    .optional(),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ description: z.string(), content: content.optional() }),
  ),
});

const fields = z.looseObject({
  properties: z.record(z.string(), schema).optional(),
  required: z.array(z.string()).optional(),
});

/** The part of an OpenAPI document that this page shows. */
const openApi = z.looseObject({
  info: z.looseObject({ version: z.string(), description: z.string().optional() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    /** Fields, or those of each branch of a union. */
    schemas: z.record(z.string(), fields.extend({ oneOf: z.array(fields).optional() })),
  }),
});

type Schema = z.infer<typeof schema>;
type Operation = z.infer<typeof operation>;

/** A schema in a few words: its type, its name, or its values. */
function typeText(value: Schema | undefined): string {
  if (value === undefined) return '';
  if (value.$ref !== undefined) return value.$ref.split('/').at(-1) ?? '';
  if (value.const !== undefined) return `${value.const}`;
  if (value.enum !== undefined) return value.enum.join(' | ');
  const type = [value.type ?? 'any'].flat().join(' | ');
  const items = schema.safeParse(value.items).data;
  return type === 'array' ? `list of ${typeText(items)}` : type;
}

function SchemaLink({ value }: { value: Schema | undefined }) {
  const items = schema.safeParse(value?.items).data;
  const reference = value?.$ref ?? items?.$ref;
  const text = typeText(value);
  if (reference === undefined) return <span>{text}</span>;
  return <a href={`#schema-${reference.split('/').at(-1)}`}>{text}</a>;
}

function Fields({ of: { properties, required } }: { readonly of: z.infer<typeof fields> }) {
  return (
    <ul class="checks">
      {Object.entries(properties ?? {}).map(([field, value]) => (
        <li>
          <code>{field}</code> <SchemaLink value={value} />
          {required?.includes(field) === true ? '' : <span class="quiet"> optional</span>}
        </li>
      ))}
    </ul>
  );
}

/** Text with its `code` set as code. */
function Words({ text }: { text: string }) {
  const parts = text.split('`');
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

interface ParametersProps {
  readonly of: string;
  readonly parameters: NonNullable<Operation['parameters']>;
}

function Parameters({ of, parameters }: ParametersProps) {
  return (
    <section class="table-scroll" tabindex={0} aria-label={`Parameters of ${of}`}>
      <table>
        <caption class="visually-hidden">Parameters</caption>
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Type</th>
            <th scope="col">Meaning</th>
            <th scope="col">Example</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((each) => (
            <tr>
              <th scope="row">
                <code>{each.name}</code>
                <small class="quiet block">
                  {each.in}
                  {each.required === true ? ', required' : ''}
                </small>
              </th>
              <td class="source">{typeText(each.schema)}</td>
              <td>
                <Words text={each.description ?? ''} />
              </td>
              <td class="source">{each.example === undefined ? '' : String(each.example)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function operationId(method: string, path: string): string {
  return `${method}-${path.replaceAll(/[^a-z0-9]+/gi, '-')}`;
}

function OperationSection({
  method,
  path,
  value,
}: {
  method: string;
  path: string;
  value: Operation;
}) {
  return (
    <section class="operation" id={operationId(method, path)}>
      <h2>
        <span class="method">{method.toUpperCase()}</span> <code>{path}</code>
      </h2>
      <p>
        <strong>{value.summary}.</strong> <Words text={value.description ?? ''} />
      </p>
      {value.parameters !== undefined && value.parameters.length > 0 && (
        <Parameters of={`${method.toUpperCase()} ${path}`} parameters={value.parameters} />
      )}
      {Object.values(value.requestBody?.content ?? {}).map((body) => (
        <p>
          Body: <SchemaLink value={body.schema} />
        </p>
      ))}
      <ul class="checks">
        {Object.entries(value.responses).map(([status, response]) => (
          <li>
            <code>{status}</code> <Words text={response.description} />{' '}
            {Object.values(response.content ?? {}).map((body) => (
              <SchemaLink value={body.schema} />
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ProblemIndex() {
  return (
    <section class="panel" id="problems">
      <h2>Problems</h2>
      <ul class="checks">
        {problemTypes.map(({ id, status, title }) => (
          <li>
            <code>{status}</code> <a href={`${problemTypePrefix}${id}`}>{id}</a> {title}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** `/docs`: the API's reference, drawn from its contract. */
export const docsPage = definePage({
  path: '/docs',
  title: 'API',
  nav: ['header', 'footer'],
  examples: [{ name: 'docs', address: '/docs' }],
  async render({ api, url }) {
    const { components, info, paths } = await api.get('/openapi.json', openApi);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, value]) => ({ method, path, value })),
    );
    return {
      description:
        'Reference of the public API: every route with its parameters, answers and problems.',
      jsonHref: '/openapi.json',
      body: (
        <article class="detail">
          <header>
            <p class="eyebrow">Version {info.version}, OpenAPI 3.1</p>
            <h1>API</h1>
            <p class="lead">
              Everything on this site comes from this API. Reading needs no key, and any web page
              may read it. The contract is at <a href="/openapi.json">/openapi.json</a>; errors are
              problem documents, each <a href="#problems">explained</a>.
            </p>
            <p>
              <Words text={info.description ?? ''} />
            </p>
          </header>
          <pre tabindex={0}>
            <code>{`curl '${url.origin}/v1/leaderboard?limit=1'`}</code>
          </pre>
          <ul class="index">
            {operations.map(({ method, path }) => (
              <li>
                <a href={`#${operationId(method, path)}`}>
                  {method.toUpperCase()} {path}
                </a>
              </li>
            ))}
          </ul>
          {operations.map((each) => (
            <OperationSection {...each} />
          ))}
          <section class="panel">
            <h2>Schemas</h2>
            {Object.entries(components.schemas).map(([name, { oneOf, ...own }]) => (
              <details id={`schema-${name}`}>
                <summary>
                  <code>{name}</code>
                </summary>
                {(oneOf ?? [own]).map((branch) => (
                  <Fields of={branch} />
                ))}
              </details>
            ))}
          </section>
          <ProblemIndex />
        </article>
      ),
    };
  },
});
