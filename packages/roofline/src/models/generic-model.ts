import { type Experts, expertsOf, type LayerRun } from './architecture.ts';
import { defineModel, type Model } from './define-model.ts';
import { models } from './models.ts';
import { activeParameters, modelParameters, totalParameters } from './parameters.ts';

/** What is known of a model: its size, and what else somebody may know. */
export interface ModelFigures {
  readonly billions: number;
  /** Parameters that a token is multiplied with, of a model with experts. */
  readonly activeBillions?: number | undefined;
  readonly layers?: number | undefined;
}

function distance(model: Model, { billions, activeBillions }: ModelFigures): number {
  const total = Math.log(totalParameters(model) / (billions * 1e9));
  const active = Math.log(activeParameters(model) / ((activeBillions ?? billions) * 1e9));
  return Math.hypot(total, active);
}

/** Models with full attention in each layer: what a size says nothing of is taken from these. */
const plainModels = models.filter(({ layerRuns, perLayerEmbedding }) =>
  layerRuns.every(({ mixers: [mixer, ...more] }) => {
    if (mixer?.kind !== 'attention' || more.length > 0 || perLayerEmbedding) return false;
    return mixer.windowTokens === undefined && mixer.compressedTokens === undefined;
  }),
);

function nearest(figures: ModelFigures, besides: string | undefined): Model {
  const hasExperts = figures.activeBillions !== undefined;
  const candidates = plainModels.filter(
    (model) => (expertsOf(model) !== undefined) === hasExperts && model.id !== besides,
  );
  const [first, ...rest] = candidates;
  if (first === undefined) throw new Error('The catalogue has no model to start from.');
  return rest.reduce(
    (best, model) => (distance(model, figures) < distance(best, figures) ? model : best),
    first,
  );
}

/** Real widths are multiples of a block, so that no format falls back to a wider one. */
function blockMultiple(size: number): number {
  return Math.max(256, 256 * Math.round(size / 256));
}

function scaledRun(run: LayerRun, count: number, factor: number, experts: number): LayerRun {
  const { feedForward } = run;
  if (feedForward === undefined) return { ...run, count };
  const size = blockMultiple(feedForward.size * factor);
  if (feedForward.kind === 'dense') return { ...run, count, feedForward: { ...feedForward, size } };
  const scaled: Experts = {
    ...feedForward,
    size,
    sharedSize: Math.round((feedForward.sharedSize * size) / feedForward.size),
    count: Math.max(
      feedForward.perToken,
      Math.round((feedForward.count * experts * factor * feedForward.size) / size),
    ),
  };
  return { ...run, count, feedForward: scaled };
}

/** Depth follows the cube root of the size: width and depth grow together. */
function withSize(start: Model, figures: ModelFigures): Model {
  const { billions, activeBillions } = figures;
  const p = modelParameters(start);
  const growth = Math.cbrt((billions * 1e9) / totalParameters(start));
  const layers = figures.layers ?? Math.max(1, Math.round(start.layers * growth));
  const depth = layers / start.layers;
  const fixed = p.embedding + p.output + depth * p.attention;
  const output = start.isEmbeddingTied ? p.embedding : p.output;
  const active = (activeBillions ?? billions) * 1e9;
  const isMixture = activeBillions !== undefined;
  // Dense: the blocks fill what embeddings and attention leave. Experts: their width fits the
  // active parameters, their number the rest.
  const visited = depth * (p.feedForward + p.visitedExperts);
  const room = isMixture ? active - output - depth * p.attention : billions * 1e9 - fixed;
  const factor = Math.max(0.05, room / visited);
  const routed = billions * 1e9 - fixed - factor * depth * p.feedForward;
  const experts = isMixture ? Math.max(0.02, routed / (factor * depth * p.routedExperts)) : 1;
  let left = layers;
  const layerRuns = start.layerRuns.flatMap((run, index) => {
    const isLast = index === start.layerRuns.length - 1;
    const count = isLast ? left : Math.min(left, Math.round(run.count * depth));
    left -= count;
    return count > 0 ? [scaledRun(run, count, factor, experts)] : [];
  });
  return { ...start, layers, layerRuns };
}

const sizePattern = /^generic-(\d+(?:\.\d+)?)b(?:-a(\d+(?:\.\d+)?)b)?$/;

/** Sizes that anybody publishes; outside of them a name says something else. */
const plausible = { least: 0.05, most: 3000 } as const;

function shown(billions: number): string {
  return String(Number(billions.toPrecision(4)));
}

const made = new Map<string, Model>();

/**
 * A model of which only a size is known: the nearest one of the catalogue scaled to it, so that what
 * rests on more than the size is a guess, and its predictions are wider. Undefined for a size that
 * no model has.
 * @param besides id of a model that may not be the nearest one: to see how far such a guess is off
 * @example genericModel({ billions: 35, activeBillions: 3 }).id // 'generic-35b-a3b'
 */
export function genericModel(figures: ModelFigures, besides?: string): Model | undefined {
  const { billions, activeBillions, layers } = figures;
  if (!(billions >= plausible.least && billions <= plausible.most)) return undefined;
  if (activeBillions !== undefined && !(activeBillions > 0 && activeBillions < billions)) {
    return undefined;
  }
  const active = activeBillions === undefined ? '' : `-a${shown(activeBillions)}b`;
  const id = `generic-${shown(billions)}b${active}`;
  const isUsual = layers === undefined && besides === undefined;
  const known = isUsual ? made.get(id) : undefined;
  if (known !== undefined) return known;
  const start = nearest(figures, besides);
  const { publishedParameters: _, ...shape } = withSize(start, figures);
  const model = defineModel({
    ...shape,
    id,
    title: `Typical ${shown(billions)}B${active === '' ? '' : active.toUpperCase()}`,
    isGeneric: true,
    leftOut: [],
    source: `its size alone; the rest as in ${start.title}, scaled`,
  });
  // Names come from strangers: what is kept is bounded.
  if (isUsual && made.size < 200) made.set(id, model);
  return model;
}

/** The generic model that an id names (`generic-27b`, `generic-35b-a3b`), or undefined. */
export function findGenericModel(id: string): Model | undefined {
  const found = sizePattern.exec(id);
  if (found === null) return undefined;
  const model = genericModel({
    billions: Number(found[1]),
    activeBillions: found[2] === undefined ? undefined : Number(found[2]),
  });
  return model?.id === id ? model : undefined;
}
