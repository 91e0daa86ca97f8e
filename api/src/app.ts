import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { type RateVariables, rateLimit } from './middleware/rate-limit.ts';
import { requireMaintainer } from './middleware/require-maintainer.ts';
import { varyByEncoding } from './middleware/vary-by-encoding.ts';
import { ProblemError, problemResponse } from './problems.ts';
import type { RouteAnswer } from './routes/answer.ts';
import { deprecationHeaders } from './routes/deprecation-headers.ts';
import type { Route } from './routes/route.ts';
import { routes as allRoutes } from './routes/routes.ts';
import type { Services } from './services/services.ts';
import { storageUnavailable } from './services/storage-unavailable.ts';

const longestUrl = 8192;

interface AppEnv {
  Variables: { requestId: string } & RateVariables;
}

/** Reads that a board for a workload that nobody asked for lately costs: it predicts every device. */
const newBoardReads = 10;

function respond(route: Route, answer: RouteAnswer): Response {
  const { headers, status } = answer;
  const { mediaType = 'application/json' } = route.responses[status] ?? {};
  const { link, ...deprecation } = deprecationHeaders(route);
  const links = [headers.link, link].filter(Boolean).join(', ');
  return new Response(answer.encoded(), {
    status,
    headers: {
      ...(status === 204 ? {} : { 'content-type': mediaType }),
      'cache-control': status < 300 ? route.cacheControl : 'no-store',
      ...headers,
      ...deprecation,
      ...(links === '' ? {} : { link: links }),
    },
  });
}

/** The router matches whole segments; what is inside one is read by {@link pathPattern}. */
function routerPath(path: string): string {
  const segments = path.split('/');
  return segments
    .map((segment, index) => (segment.includes('{') ? `:segment${index}` : segment))
    .join('/');
}

/** `/badge/{slug}.svg` with its parameters as named groups. */
function pathPattern(path: string): RegExp {
  const pattern = path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+?)');
  return new RegExp(`^${pattern}$`);
}

function methodsByPath(routes: readonly Route[]): ReadonlyMap<string, string> {
  const methods = new Map<string, string[]>();
  for (const { method, path } of routes) {
    const own = method === 'GET' ? ['GET', 'HEAD'] : [method];
    methods.set(path, [...(methods.get(path) ?? []), ...own]);
  }
  return new Map([...methods].map(([path, each]) => [path, [...each, 'OPTIONS'].join(', ')]));
}

function problemOf(error: unknown): ProblemError | undefined {
  return error instanceof ProblemError ? error : storageUnavailable(error);
}

/** What a route threw; a problem that its contract does not name is a bug, and is answered as one. */
function namedProblem(route: Route, error: unknown): unknown {
  const problem = problemOf(error);
  if (problem === undefined || route.problemIds.has(problem.id)) return error;
  // Without a cause: the storage problem would be found in it again.
  return new Error(`${route.id} does not name the problem "${problem.id}": ${problem.message}`);
}

function register(app: Hono<AppEnv>, route: Route, services: Services): void {
  const pattern = pathPattern(route.path);
  app.on(route.method, routerPath(route.path), async (context) => {
    const request = context.req.raw;
    try {
      if (route.access === 'maintainer') await requireMaintainer(services, request.headers);
      const named = pattern.exec(new URL(request.url).pathname)?.groups ?? {};
      const boards = services.boards.charging(() => context.var.charge(newBoardReads));
      const answer = await route.run({ named, request, services: { ...services, boards } });
      if (answer.afterwards) context.executionCtx.waitUntil(answer.afterwards());
      return respond(route, answer);
    } catch (error) {
      throw namedProblem(route, error);
    }
  });
}

/** The application over its services: no I/O of its own, so that it runs wherever fetch exists. */
export function createApp(services: Services, routes: readonly Route[] = allRoutes): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(requestId());
  app.use(
    secureHeaders({
      crossOriginResourcePolicy: 'cross-origin',
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        frameAncestors: ["'none'"],
      },
    }),
  );
  app.use(
    cors({
      origin: '*',
      allowMethods: ['GET', 'HEAD'],
      exposeHeaders: [
        'ETag',
        'Link',
        'RateLimit',
        'RateLimit-Policy',
        'Retry-After',
        'X-Request-Id',
      ],
      maxAge: 86_400,
    }),
  );
  app.use(rateLimit(services));
  app.use(varyByEncoding);
  // Weak, since whatever compresses an answer on its way keeps the tag.
  app.use(etag({ weak: true }));
  app.use(async (context, next) => {
    if (context.req.raw.url.length > longestUrl) {
      throw new ProblemError(
        'uri-too-long',
        `The address is longer than ${longestUrl} characters.`,
      );
    }
    await next();
  });
  for (const route of routes) register(app, route, services);
  for (const [path, allow] of methodsByPath(routes)) {
    app.all(routerPath(path), ({ req }) => {
      throw new ProblemError(
        'method-not-allowed',
        `${req.method} is not taken here; use ${allow}.`,
        {
          headers: { allow },
        },
      );
    });
  }
  app.notFound(({ req, var: { requestId: id } }) =>
    problemResponse(new ProblemError('not-found', `There is nothing at ${req.path}.`), id),
  );
  app.onError((error, { var: { requestId: id } }) => {
    const problem = problemOf(error);
    if (problem !== undefined) return problemResponse(problem, id);
    // The only place where an unexpected error is written down; its text is not shown to callers.
    console.error(JSON.stringify({ requestId: id, error: error.stack ?? String(error) }));
    return problemResponse(new ProblemError('internal', 'An unexpected error was logged.'), id);
  });
  return app;
}
