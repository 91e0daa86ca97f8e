import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { BoardApi } from './board-api.ts';
import type { BuiltSite } from './built-site.ts';
import { Frame } from './components/frame.tsx';
import type { Env } from './env.ts';
import { errorContent } from './error-content.tsx';
import type { PageContent } from './page.ts';
import { RememberedAnswers } from './remembered-answers.ts';
import { pages } from './routes/pages.ts';
import { robotsText, sitemapText } from './sitemap.ts';

/** Addresses that the API answers; the web Worker is only their front. */
const apiPaths = ['/v1', '/v1/*', '/openapi.json', '/healthz', '/badge/*'] as const;

/** Nothing from elsewhere, nothing inline. */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

function htmlResponse(
  content: PageContent,
  url: URL,
  assets: BuiltSite,
  staleSeconds = 0,
): Response {
  const html = <Frame {...{ assets, content, pages, staleSeconds, url }} />;
  const { status = 200 } = content;
  return new Response(`<!doctype html>${html}`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': status === 200 ? 'public, max-age=0, must-revalidate' : 'no-store',
      vary: 'Accept-Encoding',
      ...(staleSeconds > 0 ? { age: String(staleSeconds) } : {}),
      ...(status === 503 ? { 'retry-after': '10' } : {}),
    },
  });
}

/** The one header that names the visitor, where a proxy sets it whatever the visitor sends. */
function visitorHeadersOf(headers: Headers, name: string | undefined): Record<string, string> {
  const address = name === undefined ? null : headers.get(name);
  return name === undefined || address === null ? {} : { [name]: address };
}

/** The site over its bindings: API passed through, everything else a page. */
export function createApp(site: BuiltSite): Hono<{ Bindings: Env }> {
  const app = new Hono<{ Bindings: Env }>();
  const remembered = new RememberedAnswers();
  for (const path of apiPaths) {
    // Unchanged in both directions: bodies are streamed and headers are the API's own.
    app.all(path, ({ env, req }) => env.API.fetch(req.raw));
  }
  app.use(
    secureHeaders({ contentSecurityPolicy, referrerPolicy: 'strict-origin-when-cross-origin' }),
  );
  app.use(etag({ weak: true }));
  for (const page of pages) {
    app.get(page.path, async ({ env, req }) => {
      const url = new URL(req.url);
      const visitorHeaders = visitorHeadersOf(req.raw.headers, env.CLIENT_ADDRESS_HEADER);
      const api = new BoardApi({
        fetcher: env.API,
        origin: url.origin,
        visitorHeaders,
        remembered,
      });
      const input = { url, params: req.param(), api, texts: site.texts };
      const content = { title: page.title, ...(await page.render(input)) };
      return htmlResponse(content, url, site, api.staleSeconds);
    });
  }
  app.get('/robots.txt', ({ req, text }) => text(robotsText(new URL(req.url).origin)));
  app.get('/sitemap.xml', ({ body, req }) =>
    body(sitemapText(new URL(req.url).origin), 200, { 'content-type': 'application/xml' }),
  );
  app.notFound(({ req }) => {
    const url = new URL(req.url);
    return htmlResponse(errorContent(404, url), url, site);
  });
  app.onError((error, { req }) => {
    const url = new URL(req.url);
    return htmlResponse(errorContent(error, url), url, site);
  });
  return app;
}
