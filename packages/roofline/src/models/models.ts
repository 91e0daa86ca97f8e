import { architectureFromConfig } from '../model-files/architecture-from-config.ts';
import catalogue from './catalogue.json' with { type: 'json' };
import { defineModel, type Model } from './define-model.ts';

/** A row of the catalogue: fields of a published `config.json`, with a name. */
interface CatalogueRow {
  readonly id: string;
  readonly title: string;
  /** Repository at Hugging Face whose config.json the figures are from. */
  readonly repository: string;
  readonly parameters?: number;
  readonly config: Readonly<Record<string, unknown>>;
}

function modelOf({ id, title, repository, parameters, config }: CatalogueRow): Model {
  return defineModel({
    id,
    title,
    ...architectureFromConfig(config),
    ...(parameters !== undefined && { publishedParameters: parameters }),
    source: `https://huggingface.co/${repository}/blob/main/config.json`,
  });
}

const rows: readonly CatalogueRow[] = catalogue;

/** Models that people run, by family and size: a list of architectures with names. */
export const models: readonly Model[] = rows.map(modelOf);

const byId = new Map(models.map((model) => [model.id, model]));

/** The model of the catalogue with that id, or undefined. */
export function findModel(id: string): Model | undefined {
  return byId.get(id);
}
