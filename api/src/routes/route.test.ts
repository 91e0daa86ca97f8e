import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createApp } from '../app.ts';
import { ProblemError } from '../problems.ts';
import { createServices } from '../services/create-services.ts';
import { JsonBytes } from '../services/json-bytes.ts';
import { defineRoute, jsonBody, none, type Route } from './route.ts';

const services = createServices({
  DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:9/none',
  NEON_FETCH_ENDPOINT: 'http://127.0.0.1:9/sql',
});

const device = z.object({ device: z.string() });

const contract = {
  method: 'GET',
  path: '/example',
  id: 'getExample',
  summary: 'An example',
  access: 'public',
  params: none,
  query: none,
  responses: {
    200: { description: 'A device.', schema: device },
    204: { description: 'Nothing.' },
    206: { description: 'A picture.', mediaType: 'image/svg+xml' },
  },
  problems: ['erased'],
  isStoreless: true,
} as const;

/** What a client gets of a route. */
const ask = (route: Route) => createApp(services, [route]).request('/example');

test('an answer has the type of the response that the route declares for its status', async () => {
  const made = defineRoute({
    ...contract,
    handle({ answer }) {
      // @ts-expect-error A wrong type, and a property too many.
      answer(200, { device: 1, nonsense: true });
      // @ts-expect-error A property too many.
      answer(200, { device: 'a', nonsense: true });
      // @ts-expect-error A property too few.
      answer(200, {});
      // @ts-expect-error A text is not the JSON that was declared.
      answer(200, '{"device":"a"}');
      // @ts-expect-error Bytes of something else.
      answer(200, new JsonBytes({ device: 1 }));
      // @ts-expect-error A status that is not declared.
      answer(201, { device: 'a' });
      // @ts-expect-error A body where there is none.
      answer(204, { device: 'a' });
      // @ts-expect-error JSON in the place of a picture.
      answer(206, { device: 'a' });
      return answer(200, { device: 'a' });
    },
  });
  expect(await (await ask(made)).json()).toEqual({ device: 'a' });
  const written = new JsonBytes({ device: 'b' });
  const sent = defineRoute({ ...contract, handle: ({ answer }) => answer(200, written) });
  expect(await (await ask(sent)).json()).toEqual({ device: 'b' });
});

test('what a route leaves out or invents does not compile', () => {
  const { access, problems, query, responses, summary, ...rest } = contract;
  const handle = () => Promise.reject(new Error('never called'));
  const all = { access, problems, query, responses, summary, handle };
  const made = { status: 200, headers: {}, afterwards: undefined, encoded: () => null };
  expect(defineRoute({ ...rest, ...all }).id).toBe('getExample');
  // Nothing of this runs: the compiler is what tests it.
  const faulty: readonly (() => Route)[] = [
    // @ts-expect-error An answer that nothing checked.
    () => defineRoute({ ...contract, handle: () => ({ device: 1, nonsense: true }) }),
    // @ts-expect-error Nor one in the form of an answer.
    () => defineRoute({ ...rest, ...all, handle: () => ({ ...made }) }),
    // @ts-expect-error No access.
    () => defineRoute({ ...rest, problems, query, responses, summary, handle }),
    // @ts-expect-error No problems.
    () => defineRoute({ ...rest, access, query, responses, summary, handle }),
    // @ts-expect-error No query.
    () => defineRoute({ ...rest, access, problems, responses, summary, handle }),
    // @ts-expect-error No responses.
    () => defineRoute({ ...rest, access, problems, query, summary, handle }),
    // @ts-expect-error No summary.
    () => defineRoute({ ...rest, access, problems, query, responses, handle }),
    // @ts-expect-error An owner’s, but nothing is signed.
    () => defineRoute({ ...rest, ...all, access: 'owner' }),
    // @ts-expect-error A problem that there is not.
    () => defineRoute({ ...rest, ...all, problems: ['nonsense'] }),
    // @ts-expect-error A body without an example.
    () => defineRoute({ ...rest, ...all, body: { schema: device } }),
    // @ts-expect-error An example of another type.
    () => defineRoute({ ...rest, ...all, body: jsonBody(device, { device: 1 }) }),
  ];
  expect(faulty).toHaveLength(11);
});

test('a problem that the route names is answered as such, any other as a bug', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const failing = (id: 'erased' | 'key-revoked') =>
    defineRoute({
      ...contract,
      handle() {
        throw new ProblemError(id, 'It was here.');
      },
    });
  expect((await ask(failing('erased'))).status).toBe(410);
  expect(logged).not.toHaveBeenCalled();
  const bug = await ask(failing('key-revoked'));
  expect(await bug.json()).toMatchObject({ status: 500, type: '/docs/problems/internal' });
  expect(logged.mock.calls.join()).toContain('getExample does not name the problem');
  logged.mockRestore();
});

test('a store that fails under a route that names no store is a bug too', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  const asking = defineRoute({
    ...contract,
    async handle({ answer, services: { store } }) {
      await store.ping();
      return answer(204, null);
    },
  });
  expect((await ask(asking)).status).toBe(500);
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
});
