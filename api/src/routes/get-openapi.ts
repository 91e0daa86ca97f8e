import { z } from 'zod';
import document from '../../openapi.json' with { type: 'json' };
import { defineRoute, none } from './route.ts';

export const getOpenapi = defineRoute({
  method: 'GET',
  path: '/openapi.json',
  id: 'getOpenapi',
  summary: 'This contract, as OpenAPI 3.1',
  access: 'public',
  params: none,
  query: none,
  responses: {
    200: { description: 'The committed document.', schema: z.looseObject({ openapi: z.string() }) },
  },
  problems: [],
  isStoreless: true,
  handle: ({ answer }) => answer(200, document),
});
