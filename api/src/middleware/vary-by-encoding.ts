import type { MiddlewareHandler } from 'hono';

/** Edges compress what they send: caches must keep an answer for each encoding. */
export const varyByEncoding: MiddlewareHandler = async (context, next) => {
  await next();
  context.res.headers.append('vary', 'Accept-Encoding');
};
