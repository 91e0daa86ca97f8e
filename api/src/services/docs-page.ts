import { problemTypePrefix, problemTypes } from '@ridgeline/schema/problem';
import { html } from 'hono/html';
import type { Route } from '../routes/route.ts';

type Markup = ReturnType<typeof html>;

/** No script, no font, nothing from elsewhere: the page is readable as it is. */
function page(title: string, content: Markup): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<main>
${content}
</main>
</body>
</html>`);
}

function parameterRows(route: Route): Markup[] {
  const shapes = { path: route.params, query: route.query };
  return Object.entries(shapes).flatMap(([place, shape]) =>
    Object.entries(shape?.shape ?? {}).map(
      ([name, schema]) =>
        html`<tr><th scope="row"><code>${name}</code></th><td>${place}</td><td>${schema.meta()?.description ?? ''}</td></tr>`,
    ),
  );
}

function routeSection(route: Route): Markup {
  const rows = parameterRows(route);
  const table =
    rows.length === 0
      ? ''
      : html`<table><caption>Parameters</caption><tbody>${rows}</tbody></table>`;
  return html`<section id="${route.id}">
<h2><code>${route.method} ${route.path}</code></h2>
<p>${route.summary}.</p>
${route.description === undefined ? '' : html`<p>${route.description}</p>`}
${table}
</section>`;
}

/** The API for people: every route with its parameters, every problem. */
export function docsPage(routes: readonly Route[]): string {
  return page(
    'Ridgeline API',
    html`<h1>Ridgeline API</h1>
<p>The machine-readable contract is <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1).
Reading is open to everyone and to every origin; data are CC0-1.0.
A route that is to be removed answers with <code>Deprecation</code> and <code>Sunset</code> headers for at least 180 days.</p>
${routes.filter(({ access }) => access === 'public').map(routeSection)}
<section id="problems"><h2>Problems</h2>
<p>Every error is <code>application/problem+json</code> (RFC 9457); <code>instance</code> is the id of the request.</p>
<ul>${problemTypes.map(({ id, status, title }) => html`<li><a href="${problemTypePrefix}${id}">${status} ${id}</a>: ${title}</li>`)}</ul>
</section>`,
  );
}

/** What one problem means and what to do; undefined for an unknown id. */
export function problemPage(id: string): string | undefined {
  const type = problemTypes.find((each) => each.id === id);
  if (type === undefined) return undefined;
  return page(
    type.title,
    html`<h1>${type.title}</h1>
<p>HTTP status ${type.status}, problem <code>${type.id}</code>.</p>
<p>${type.remedy}</p>
<p><a href="/docs">All routes and problems</a></p>`,
  );
}
