import { findDevice } from '@ridgeline/catalog/find-device';
import { queryInteger } from '@ridgeline/schema/query-values';
import { advice, type Price } from '@ridgeline/schema/responses';
import { z } from 'zod';
import { ProblemError } from '../problems.ts';
import { adviceFrom } from '../services/advise.ts';
import { staleHeaders } from '../services/stale-headers.ts';
import { defineRoute, none } from './route.ts';
import { requireWorkload, workloadParameters } from './workload-query.ts';

/** `nvidia-l4=2500` or `nvidia-l4=0.71/hour`, up to 16 with commas between. */
const onePrice = String.raw`[a-z0-9\-]{1,64}=\d{1,9}(?:\.\d{1,4})?(?:\/hour)?`;

const priceList = z
  .string()
  .regex(
    new RegExp(`^${onePrice}(?:,${onePrice}){0,15}$`),
    'must be DEVICE=USD or DEVICE=USD/hour, at most 16 with commas between',
  );

function ownPrices(texts: readonly string[], asOf: string): ReadonlyMap<string, Price> {
  return new Map(
    texts.map((text) => {
      const [slug = '', amount = ''] = text.split('=');
      const amountUsd = Number.parseFloat(amount);
      if (findDevice(slug) === undefined || amountUsd === 0) {
        const detail = 'must name a device of /v1/devices and more than nothing';
        throw new ProblemError('invalid-query', `The price "${text}" ${detail}.`, {
          errors: [{ pointer: '/price', detail }],
        });
      }
      const per = amount.endsWith('/hour') ? 'hour' : 'device';
      return [slug, { amountUsd, per, asOf, source: 'your own' }] as const;
    }),
  );
}

const { batch, ...workloadOnly } = workloadParameters;

export const getAdvice = defineRoute({
  method: 'GET',
  path: '/v1/advice',
  id: 'getAdvice',
  summary: 'The cheapest sufficient devices for a job, CPUs included, with the reason',
  access: 'public',
  params: none,
  query: z.strictObject({
    ...workloadOnly,
    users: batch.meta({ description: 'People served at once.', example: 1 }),
    speed: queryInteger(1, 100_000)
      .optional()
      .meta({ description: 'Tokens per second for each user; 10 unless told.', example: 10 }),
    budget: queryInteger(1, 1_000_000_000)
      .optional()
      .meta({ description: 'At most so many US dollars for all devices.' }),
    kind: z.enum(['cpu', 'gpu']).optional(),
    price: priceList.optional().meta({
      description:
        'What you pay, in the place of listed prices: DEVICE=USD or DEVICE=USD/hour, with commas.',
      example: 'nvidia-l4=2500',
    }),
    limit: queryInteger(1, 100).optional(),
  }),
  responses: { 200: { description: 'Cheapest first.', schema: advice } },
  problems: [],
  async handle({ answer, query, services }) {
    const { budget, kind, limit = 20, price, speed = 10, users } = query;
    const workload = requireWorkload({ ...query, batch: users });
    if (workload.generatedTokens === 0) {
      throw new ProblemError('invalid-query', 'Advice is for jobs that generate tokens.');
    }
    const snapshot = await services.boards.read();
    const own = ownPrices(price?.split(',') ?? [], services.now().toISOString().slice(0, 10));
    const wanted = { workload, tokensPerSecondPerUser: speed, budgetUsd: budget, kind, limit };
    const body = adviceFrom(snapshot, { ...wanted, ownPrices: own });
    return answer(200, body, { headers: staleHeaders(snapshot) });
  },
});
